package main

import (
	"context"
	"errors"

	"mpool/internal/chain"
	"mpool/internal/config"
	"mpool/internal/failure"
	"mpool/internal/journal"
	"mpool/internal/network"
	"mpool/internal/ops"
)

// private says that signed bytes go to a private relay or builder only.
func (pl *planner) private() bool {
	return pl.settings.PublishURL != "" && pl.settings.PublishURL != config.Public
}

// publisher is where signed bytes are published. Everything else is read from the
// node.
func (s *sender) publisher(ctx context.Context, private bool) (*chain.Client, error) {
	if !private {
		return s.client, nil
	}
	if s.relay == nil {
		relay, err := s.nodes.dialOther(ctx, s.settings.PublishURL)
		if err != nil {
			return nil, err
		}
		s.relay = relay
	}
	return s.relay, nil
}

// reachRelay refuses to sign where nobody answers at the private place: nothing is signed
// then. That it answers with an error is no reason: it need not know more than to publish.
func (s *sender) reachRelay(ctx context.Context) error {
	if !s.plans.private() {
		return nil
	}
	relay, err := s.publisher(ctx, true)
	if err != nil {
		return err
	}
	id, err := relay.ChainID(ctx)
	var gone *chain.UnreachableError
	switch want := s.plan.Predicted.ChainID; {
	case errors.As(err, &gone):
		return failure.New(failure.Plain, "publish.unreachable", "nobody answers at --publish-url, so nothing was signed: %s", err).Because(err).
			WithHint("try again later, name another place, or say --publish-url %s to publish it to everybody", config.Public)
	case err == nil && id != want:
		return failure.New(failure.Refused, "chain", "--publish-url is on %s, and the plan is for %s: nothing was signed", network.ID(id), network.ID(want)).
			WithHint("name a place of the plan's chain")
	}
	return nil
}

// samePlace refuses to go on publicly with what began privately, unless that is said.
func (s *sender) samePlace(call *journal.Call) error {
	if s.settings.PublishURL != "" || !call.Private() {
		return nil
	}
	return failure.New(failure.Refused, "publish.url", "%s went to a private place only, whose address is in no record, and without it this would be published to everybody", hashOf(call)).
		WithDetail("id", s.record.ID()).
		WithHint("give --publish-url again, or say --publish-url %s to publish it to everybody", config.Public)
}

// beganPrivately says that a call of the record went to a private place.
func (s *sender) beganPrivately() *journal.Call {
	calls := s.record.Status().Calls
	for i := range calls {
		if calls[i].Private() {
			return &calls[i]
		}
	}
	return nil
}

// privateNote says what a private place protects from and what not.
func privateNote(calls int) ops.Finding {
	more := ""
	if calls > 1 {
		more = "; the state between the calls, once one is mined; and the later calls, for the first one shows what is to come"
	}
	return ops.Finding{Severity: ops.Note, Code: "publish.private",
		Summary: "what is signed goes to --publish-url only, which keeps it from those who watch the public pool before it is mined",
		Hint:    "it does not protect from whoever builds the block, or runs that place and sees it first" + more + "; nobody can say that it was refused until its nonce is used"}
}

// tellPrivate adds it to what is shown.
func (pl *planner) tellPrivate(p *proposal) {
	if pl.private() {
		p.view.Findings = append(p.view.Findings, privateNote(len(p.plan.Calls)))
	}
}

// refuseNodeSigner: a node that signs publishes by itself.
func (f *sendingFlags) refuseNodeSigner(pl *planner) error {
	if f.signer.Unlocked && pl.private() {
		return failure.Usage("--unlocked has the node sign and publish, and --publish-url wants it elsewhere").WithHint("give one of them")
	}
	return nil
}
