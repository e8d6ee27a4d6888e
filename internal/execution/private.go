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

// publisher returns the node to which signed bytes are published. mpool reads everything else from
// the main node.
func (o *outlet) publisher(ctx context.Context, private bool) (Elsewhere, error) {
	if !private {
		return o.Client, nil
	}
	if o.relay == nil {
		relay, err := o.engine.Nodes.DialOther(ctx, o.engine.Settings.PublishURL)
		if err != nil {
			return nil, err
		}
		o.relay = relay
	}
	return o.relay, nil
}

// reachRelay refuses to sign if the private relay is unreachable or on another chain. An error
// answer does not count, because a relay may only support publishing.
func (o *outlet) reachRelay(ctx context.Context) error {
	if !o.engine.Settings.Private() {
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

// samePlace refuses to publish publicly what was sent to a private relay, unless the user says so.
func samePlace(settings *config.Settings, id string, call *journal.Call) error {
	if settings.PublishURL != "" || !call.Private() {
		return nil
	}
	return failure.New(failure.Refused, "publish.url", "%s was sent only to a private relay, whose URL is not recorded; without it, it would be published publicly", HashOf(call)).
		WithDetail("id", id).
		WithHint("repeat --publish-url URL, or use --publish-url %s to publish publicly", config.Public)
}

// beganPrivately returns the first call of the record that was sent to a private relay; nil if
// there is none.
func beganPrivately(record *journal.Journal) *journal.Call {
	calls := record.Status().Calls
	for i := range calls {
		if calls[i].Private() {
			return &calls[i]
		}
	}
	return nil
}

// refuseNodeSigner refuses --unlocked with a private relay, because a node that signs also
// publishes.
func (f *Options) refuseNodeSigner(on *config.Settings) error {
	if f.Signer.Unlocked && on.Private() {
		return failure.Usage("--unlocked and --publish-url cannot be combined: with --unlocked the node signs and publishes").WithHint("use one of them")
	}
	return nil
}
