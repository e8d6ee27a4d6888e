package mined

import (
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/ops"
	"mpool/internal/units"
)

// This file has the pool's own events: those of the owner's settings and of governance.

// FeeCollected is ManagementAumFeeCollected. The BPT's own events report the minted amounts.
type FeeCollected struct{}

func (FeeCollected) apply(s, _ *ops.Snapshot) error { //nolint:unparam // part of the Event interface
	s.Fees.LastCollection = s.Block.Time
	return nil
}

// AumFeeSet is ManagementAumFeePercentageChanged. The pool collects the fee before it.
type AumFeeSet struct{ Fee units.Fixed }

func (e AumFeeSet) apply(s, _ *ops.Snapshot) error { //nolint:unparam // part of the Event interface
	collects(s)
	if !s.Pool.RecoveryMode { // in recovery mode the pool reports 0
		s.Fees.AumFee = e.Fee
	}
	return nil
}

// ShareCached is ProtocolFeePercentageCacheUpdated. The pool collects the fee before it.
type ShareCached struct{ Share units.Fixed } // of the AUM fee

func (e ShareCached) apply(s, _ *ops.Snapshot) error { //nolint:unparam // part of the Event interface
	collects(s)
	if !s.Pool.RecoveryMode { // in recovery mode the pool reports 0
		s.Fees.ProtocolShare = e.Share
	}
	return nil
}

// collects records a collection, unless the pool is not initialised.
func collects(s *ops.Snapshot) {
	if !s.Supply.Virtual.Raw.IsZero() {
		s.Fees.LastCollection = s.Block.Time
	}
}

// WeightsScheduled is GradualWeightUpdateScheduled. The weights are in the Vault's order.
type WeightsScheduled struct {
	ops.Ramp
	From, To []units.Fixed
}

func (e WeightsScheduled) apply(s, _ *ops.Snapshot) error {
	if len(e.From) != len(s.Tokens) || len(e.To) != len(s.Tokens) {
		return fmt.Errorf("the event has %d weights, but the pool has %d tokens", len(e.To), len(s.Tokens))
	}
	s.Weights = e.Ramp
	for i := range s.Tokens {
		s.Tokens[i].StartWeight, s.Tokens[i].EndWeight = e.From[i], e.To[i]
	}
	return s.Settle()
}

// FeeScheduled is GradualSwapFeeUpdateScheduled.
type FeeScheduled struct {
	ops.Ramp
	From, To units.Fixed
}

func (e FeeScheduled) apply(s, _ *ops.Snapshot) error { //nolint:unparam // part of the Event interface
	s.Fees.SwapFeeRamp, s.Fees.StartSwapFee, s.Fees.EndSwapFee = e.Ramp, e.From, e.To
	return nil
}

// Switch is a setting that is on or off.
type Switch string

// The switches of a pool, and the Vault's pause.
const (
	SwapsSwitch     Switch = "swaps"
	JoinsSwitch     Switch = "joins and exits"
	AllowlistSwitch Switch = "the allowlist"
	PauseSwitch     Switch = "the pool's pause"
	VaultSwitch     Switch = "the Vault's pause"
	RecoverySwitch  Switch = "recovery mode"
)

// Switched is a switch that was set, perhaps to its old value.
type Switched struct {
	Switch Switch
	On     bool
}

func (e Switched) apply(s, found *ops.Snapshot) error { //nolint:unparam // part of the Event interface
	switch e.Switch {
	case SwapsSwitch:
		s.Pool.SwapEnabled = e.On
	case JoinsSwitch:
		s.Pool.JoinExitEnabled = e.On
	case AllowlistSwitch:
		s.Pool.MustAllowlistLPs = e.On
	case PauseSwitch:
		s.Pool.Paused = e.On
	case VaultSwitch:
		s.Pool.VaultPaused = e.On
	case RecoverySwitch:
		recovers(s, e.On, found)
	}
	return nil
}

// recovers mirrors ManagedPoolSettings._setRecoveryMode. In recovery mode the pool reports an AUM
// fee and a protocol's share of 0. Their values become known when the mode ends, so they are taken
// from found.
func recovers(s *ops.Snapshot, on bool, found *ops.Snapshot) {
	was := s.Pool.RecoveryMode
	s.Pool.RecoveryMode = on
	switch {
	case on:
		s.Fees.AumFee, s.Fees.ProtocolShare = units.Fixed{}, units.Fixed{}
	case was:
		s.Fees.AumFee, s.Fees.ProtocolShare = found.Fees.AumFee, found.Fees.ProtocolShare
		s.Fees.LastCollection = s.Block.Time
	default:
		s.Fees.LastCollection = s.Block.Time
	}
}

// Listed is an address that was added to the allowlist or removed from it.
type Listed struct {
	Member  common.Address
	Allowed bool
}

func (e Listed) apply(s, _ *ops.Snapshot) error { //nolint:unparam // part of the Event interface
	if m := s.Member(e.Member); m != nil {
		m.Allowed = e.Allowed
	}
	return nil
}

// BreakerChanged is CircuitBreakerSet.
type BreakerChanged struct{ Bounds ops.BreakerBounds }

func (e BreakerChanged) apply(s, _ *ops.Snapshot) error {
	token, err := s.Token(e.Bounds.Token)
	if err != nil {
		return err
	}
	token.Breaker, err = e.Bounds.Breaker(token.Weight, token.Decimals)
	return err
}

// TokensCame is Vault.TokensRegistered. The weights follow in another event.
type TokensCame struct{ Tokens, Managers []common.Address }

func (e TokensCame) apply(s, found *ops.Snapshot) error { //nolint:unparam // part of the Event interface
	collects(s)
	for i, address := range e.Tokens {
		token := ops.Token{Address: address}
		if known, err := found.Token(address); err == nil {
			token.Symbol, token.Decimals, token.Breaker = known.Symbol, known.Decimals, clone(*known).Breaker
		}
		token.AssetManager = e.Managers[i]
		token.Cash.Decimals, token.Managed.Decimals = token.Decimals, token.Decimals
		s.Tokens = append(s.Tokens, token)
	}
	return nil
}

// clone copies the token, with its own circuit breaker.
func clone(t ops.Token) ops.Token {
	if t.Breaker != nil {
		breaker := *t.Breaker
		t.Breaker = &breaker
	}
	return t
}

// TokensWent is Vault.TokensDeregistered. The last token moves to the index of each removed one.
type TokensWent struct{ Tokens []common.Address }

func (e TokensWent) apply(s, _ *ops.Snapshot) error {
	collects(s)
	for _, address := range e.Tokens {
		i := s.IndexOf(address)
		if i < 0 {
			return fmt.Errorf("an event removes %s from the pool, which does not have it", address)
		}
		last := len(s.Tokens) - 1
		s.Tokens[i] = s.Tokens[last]
		s.Tokens = slices.Clip(s.Tokens[:last])
	}
	return nil
}
