package execution

import (
	"context"
	"errors"

	"mpool/internal/chain"
	"mpool/internal/config"
	"mpool/internal/failure"
	"mpool/internal/journal"
	"mpool/internal/network"
)

// publisher is where signed bytes are published. Everything else is read from the
// node.
func (o *outlet) publisher(ctx context.Context, private bool) (Elsewhere, error) {
	if !private {
		return o.Client, nil
	}
	if o.relay == nil {
		relay, err := o.Nodes.DialOther(ctx, o.Settings.PublishURL)
		if err != nil {
			return nil, err
		}
		o.relay = relay
	}
	return o.relay, nil
}

// reachRelay refuses to sign where nobody answers at the private place: nothing is signed
// then. That it answers with an error is no reason: it need not know more than to publish.
func (o *outlet) reachRelay(ctx context.Context) error {
	if !o.Settings.Private() {
		return nil
	}
	relay, err := o.publisher(ctx, true)
	if err != nil {
		return err
	}
	id, err := relay.ChainID(ctx)
	var gone *chain.UnreachableError
	switch want := o.Plan.Predicted.ChainID; {
	case errors.As(err, &gone):
		return failure.New(failure.Plain, "publish.unreachable", "nothing was signed: --publish-url cannot be reached: %s", err).Because(err).
			WithHint("try again later, use another relay, or use --publish-url %s to publish publicly", config.Public)
	case err == nil && id != want:
		return failure.New(failure.Misuse, "chain", "nothing was signed: --publish-url is on %s, but the plan is for %s", network.ID(id), network.ID(want)).
			WithHint("use a relay on the plan's chain")
	}
	return nil
}

// samePlace refuses to go on publicly with what began privately, unless that is said.
func (s *Sender) samePlace(call *journal.Call) error {
	if s.Settings.PublishURL != "" || !call.Private() {
		return nil
	}
	return failure.New(failure.Refused, "publish.url", "%s was sent only to a private relay, whose URL is not recorded; without it, it would be published publicly", HashOf(call)).
		WithDetail("id", s.Record.ID()).
		WithHint("repeat --publish-url URL, or use --publish-url %s to publish publicly", config.Public)
}

// beganPrivately says that a call of the record went to a private place.
func beganPrivately(record *journal.Journal) *journal.Call {
	calls := record.Status().Calls
	for i := range calls {
		if calls[i].Private() {
			return &calls[i]
		}
	}
	return nil
}

// refuseNodeSigner: a node that signs publishes by itself.
func (f *Options) refuseNodeSigner(on *config.Settings) error {
	if f.Signer.Unlocked && on.Private() {
		return failure.Usage("--unlocked and --publish-url cannot be combined: with --unlocked the node signs and publishes").WithHint("use one of them")
	}
	return nil
}
