package poolmath

import (
	"bytes"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
)

// livePool is a pool in the EVM, initialised.
type livePool struct {
	*balancer
	pool, owner, collector common.Address
	id                     common.Hash
	tokens                 []common.Address
	decimals               []uint8
	breakerSlot            uint64 // of the mapping _circuitBreakerState
}

var owner = common.HexToAddress("0x0000000000000000000000000000000000000b0b")

// newLivePool creates a pool of n tokens with random decimals, weights and
// balances, and initialises it.
func newLivePool(b *balancer, s *source, n int) *livePool {
	p := createPool(b, s, n)
	p.initialise(s)
	p.breakerSlot = p.findBreakerSlot()
	return p
}

// createPool leaves the initialisation out.
func createPool(b *balancer, s *source, n int) *livePool {
	p := &livePool{balancer: b, owner: owner}
	decimals := map[common.Address]uint8{}
	for i := range n {
		d := uint8(s.IntN(19))
		if i == 0 {
			d = 18
		}
		token := b.token(d)
		decimals[token] = d
		p.tokens = append(p.tokens, token)
	}
	slices.SortFunc(p.tokens, func(x, y common.Address) int { return bytes.Compare(x[:], y[:]) })
	for _, token := range p.tokens {
		p.decimals = append(p.decimals, decimals[token])
	}
	p.pool = b.create(settings{p.tokens, s.weights(n), s.between(minSwapFee, one/20), s.between(0, one/10)}, owner)
	p.id = common.Hash(p.must(p.pool, "getPoolId()")[0].Bytes32())
	p.collector = address(p.must(p.pool, "getProtocolFeesCollector()")[0])
	return p
}

// initialise makes the first join and checks it against OnInit.
func (p *livePool) initialise(s *source) {
	p.tb.Helper()
	amounts := make([]Int, len(p.tokens))
	for i, d := range p.decimals {
		whole := scalingFactor(18 - d) // 1e18 * 10^d
		z := s.between(1000, 1_000_000)
		amounts[i] = plainMulDown(z, whole)
	}
	want, err := p.read().OnInit(p.cfg.Time, amounts)
	if err != nil {
		p.tb.Fatal(err)
	}
	ret, err := p.joinPool(encode(0, amounts))
	if err != nil {
		p.tb.Fatal(err, ret)
	}
	after := p.read()
	supply := p.must(p.pool, "totalSupply()")[0]
	if after.VirtualSupply != want.Bpt || supply != add(want.Bpt, want.Preminted) {
		p.tb.Fatalf("init minted %v, predicted %v", after.VirtualSupply, want)
	}
	for i, t := range after.Tokens {
		if t.Balance != want.Amounts[i] {
			p.tb.Fatalf("init took %v, predicted %v", after.Tokens, want)
		}
	}
}

// read reads the state that the pool's hooks will see.
func (p *livePool) read() *Pool {
	z := &Pool{Tokens: make([]Token, len(p.tokens)), V1: !p.v2}
	n := len(p.tokens)
	ret := p.must(p.vault, "getPoolTokens(bytes32)", p.id)
	balances := ret[len(ret)-n-1:] // BPT's first
	weights := p.must(p.pool, "getGradualWeightUpdateParams()")
	z.WeightStart, z.WeightEnd = weights[0].Uint64(), weights[1].Uint64()
	for i := range z.Tokens {
		z.Tokens[i] = Token{
			Balance:     balances[1+i],
			Decimals:    p.decimals[i],
			StartWeight: weights[5+i],
			EndWeight:   weights[6+n+i],
			Breaker:     DecodeBreaker(p.cfg.State.GetState(p.pool, p.breakerKey(i))),
		}
	}
	fee := p.must(p.pool, "getGradualSwapFeeUpdateParams()")
	z.SwapFee = FeeRamp{fee[2], fee[3], fee[0].Uint64(), fee[1].Uint64()}
	z.VirtualSupply = p.must(p.pool, "totalSupply()")[0]
	p.readSwitches(z)
	if z.VirtualSupply.IsZero() {
		return z
	}
	z.VirtualSupply = sub(z.VirtualSupply, balances[0])
	aum := p.must(p.pool, "getManagementAumFeeParams()")
	z.AumFee, z.LastCollection = aum[0], aum[1].Uint64()
	z.RecoveryMode = p.must(p.pool, "inRecoveryMode()")[0] == num(1)
	return z
}

// readSwitches reads who may do what.
func (p *livePool) readSwitches(z *Pool) {
	yes := func(signature string, args ...any) bool { return p.must(p.pool, signature, args...)[0] == num(1) }
	z.Paused = yes("getPausedState()")
	z.SwapsDisabled = !yes("getSwapEnabled()")
	z.JoinsDisabled = p.v2 && !yes("getJoinExitEnabled()")
	z.NotAllowlisted = yes("getMustAllowlistLPs()") && !yes("isAddressOnAllowlist(address)", p.from)
}

// setPaused pauses or unpauses the pool, as governance may.
func (p *livePool) setPaused(paused bool) {
	signature := "unpause()"
	if paused {
		signature = "pause()"
	}
	p.permit(p.authorizer, p.pool, signature)
	p.must(p.pool, signature)
}

// breakerKey is where the pool stores a token's breaker.
func (p *livePool) breakerKey(token int) common.Hash {
	return crypto.Keccak256Hash(common.LeftPadBytes(p.tokens[token][:], 32), word(p.breakerSlot))
}

// findBreakerSlot sets a breaker and looks for the mapping that it changed.
func (p *livePool) findBreakerSlot() uint64 {
	snapshot := p.cfg.State.Snapshot()
	defer p.cfg.State.RevertToSnapshot(snapshot)
	var empty [64]bool
	for slot := range empty {
		p.breakerSlot = uint64(slot)
		empty[slot] = p.cfg.State.GetState(p.pool, p.breakerKey(0)) == common.Hash{}
	}
	if err := p.asOwner("setCircuitBreakers(address[],uint256[],uint256[],uint256[])",
		p.tokens[:1], []Int{num(one)}, []Int{num(one / 2)}, []Int{num(2 * one)}); err != nil {
		p.tb.Fatal(err)
	}
	for slot := range empty {
		p.breakerSlot = uint64(slot)
		if (p.cfg.State.GetState(p.pool, p.breakerKey(0)) != common.Hash{}) == empty[slot] && empty[slot] {
			return uint64(slot)
		}
	}
	p.tb.Fatal("the pool stores breakers in another place")
	return 0
}

// asOwner calls the pool as its owner.
func (p *livePool) asOwner(signature string, args ...any) error {
	p.cfg.Origin = p.owner
	defer func() { p.cfg.Origin = p.from }()
	_, err := p.call(p.pool, pack(signature, args...))
	return err
}

func (p *livePool) bptOf(account common.Address) Int {
	return p.must(p.pool, "balanceOf(address)", account)[0]
}

func unlimited() (z Int) { return *z.SetAllOne() }

// joinPool and exitPool call it through the Vault.
func (p *livePool) joinPool(userData []byte) ([]byte, error) {
	assets := append([]common.Address{p.pool}, p.tokens...)
	limits := slices.Repeat([]Int{unlimited()}, len(assets))
	return p.call(p.vault, pack("joinPool(bytes32,address,address,(address[],uint256[],bytes,bool))",
		p.id, p.from, p.from, tuple{assets, limits, userData, false}))
}

func (p *livePool) exitPool(userData []byte) ([]byte, error) {
	assets := append([]common.Address{p.pool}, p.tokens...)
	limits := make([]Int, len(assets))
	return p.call(p.vault, pack("exitPool(bytes32,address,address,(address[],uint256[],bytes,bool))",
		p.id, p.from, p.from, tuple{assets, limits, userData, false}))
}

func (p *livePool) asset(i int) common.Address {
	switch {
	case i == BPT:
		return p.pool
	case i == len(p.tokens):
		return p.factory // no token of the pool
	}
	return p.tokens[i]
}

func (p *livePool) swap(s Swap) ([]byte, error) {
	limit := unlimited()
	kind := 1
	if !s.GivenOut {
		kind, limit = 0, Int{}
	}
	// SingleSwap has a dynamic member, FundManagement has none and lies flat.
	return p.call(p.vault, pack(
		"swap((bytes32,uint8,address,address,uint256,bytes),(address,bool,address,bool),uint256,uint256)",
		tuple{p.id, kind, p.asset(s.In), p.asset(s.Out), s.Amount, []byte{}},
		p.from, false, p.from, false, limit, unlimited()))
}
