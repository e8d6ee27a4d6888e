package execution

import (
	"errors"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain/wire"
	"mpool/internal/config"
	"mpool/internal/failure"
	"mpool/internal/journal"
	"mpool/internal/signer"
)

// A private relay gets the bytes, and no other node does. Its refusals are never final.
func TestPrivatePlace(t *testing.T) {
	t.Parallel()
	private := func(t *testing.T) (*world, *fakeNode) {
		w := newWorld(t, somePool(), swapsOff())
		w.settings.PublishURL = "relay"
		relay := newFakeNode(t, somePool(), w.op)
		w.others["relay"] = relay
		w.node.poll = func(int) { // the relay passes it to the block builder
			for _, tx := range relay.waiting {
				if w.node.user(owner().address, tx.Nonce()) == (common.Hash{}) {
					must(t, w.node.take(tx))
				}
			}
			w.node.mineWaiting()
		}
		return w, relay
	}
	t.Run("it is mined", func(t *testing.T) {
		t.Parallel()
		w, relay := private(t)
		s, err := w.send()
		must(t, err)
		call := w.only().Status.Calls[0]
		if w.node.asked["SendRaw"] > 0 || relay.asked["SendRaw"] != 1 || !call.Private() || call.State != journal.Done || relay.closed != 1 {
			t.Errorf("public %d, private %d, %+v, closed %d", w.node.asked["SendRaw"], relay.asked["SendRaw"], call, relay.closed)
		}
		if s.Outcome == nil {
			t.Error("it has no result")
		}
	})
	t.Run("it refuses", func(t *testing.T) {
		t.Parallel()
		w, relay := private(t)
		relay.say("SendRaw", answer{err: refusal("no"), always: true})
		_, err := w.send()
		wantFailure(t, err, failure.Unconfirmed, "unconfirmed")
		if call := w.only().Status.Calls[0]; call.Refused || relay.asked["SendRaw"] != 1 || w.node.asked["Trace"] > 0 {
			t.Errorf("%+v", call)
		}
	})
	t.Run("nobody is there", func(t *testing.T) {
		t.Parallel()
		w, relay := private(t)
		relay.say("ChainID", answer{err: &wire.UnreachableError{Node: "relay", Reason: "gone"}, always: true})
		_, err := w.send()
		wantFailure(t, err, failure.Plain, "publish.unreachable", "nothing was signed: --publish-url cannot be reached:", "--publish-url public")
		if len(w.keys.signers[owner().address].signed) > 0 || len(w.records()) > 0 {
			t.Error("something was signed")
		}
	})
	t.Run("it knows no more than to publish", func(t *testing.T) {
		t.Parallel()
		w, relay := private(t)
		relay.say("ChainID", answer{err: errors.New("method not found"), always: true})
		_, err := w.send()
		must(t, err)
	})
	t.Run("it is of another chain", func(t *testing.T) {
		t.Parallel()
		w, relay := private(t)
		relay.id = 1
		_, err := w.send()
		wantFailure(t, err, failure.Misuse, "chain", "nothing was signed: --publish-url is on mainnet, but the plan is for anvil")
	})
	t.Run("it cannot be dialled", func(t *testing.T) {
		t.Parallel()
		w, _ := private(t)
		delete(w.others, "relay")
		if _, err := w.send(); failure.CodeOf(err) != "node.unreachable" {
			t.Error(err)
		}
	})
	t.Run("going on without it is refused, and in public has to be said", func(t *testing.T) {
		t.Parallel()
		w, _ := private(t)
		w.kill("sealed", 1)
		w.until(w.send)
		w.settings.PublishURL = ""
		_, err := w.resume()
		f := wantFailure(t, err, failure.Refused, "publish.url", "was sent only to a private relay, whose URL is not recorded; without it, it would be published publicly", "--publish-url public")
		if f.Details["id"] != w.only().ID || w.node.asked["SendRaw"] > 0 {
			t.Error("it was published")
		}
		w.settings.PublishURL = config.Public
		w.node.poll = nil
		_, err = w.resume()
		must(t, err)
		w.onChain(1)
	})
	t.Run("what is left of it goes there too", func(t *testing.T) {
		t.Parallel()
		w, _ := private(t)
		w.op = threeMembers()
		w.node.op = w.op
		w.kill("verified", 1)
		w.until(w.send)
		w.settings.PublishURL = ""
		_, err := w.resume()
		wantFailure(t, err, failure.Refused, "publish.url", "1 of 3 calls are done, then: ")
	})
	t.Run("a node that signs is another place", func(t *testing.T) {
		t.Parallel()
		w, _ := private(t)
		flags := options()
		flags.Signer = signer.Options{Unlocked: true}
		wantFailure(t, flags.Check(w.run()), failure.Misuse, "usage", "--unlocked and --publish-url cannot be combined: with --unlocked the node signs and publishes")
		w.settings.PublishURL = config.Public
		must(t, flags.Check(w.run()))
	})
}
