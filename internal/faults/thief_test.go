package faults_test

import (
	"context"
	"math/big"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"mpool/bindings/erc20"
	"mpool/bindings/managedpool"
	"mpool/bindings/vault"
)

// thief is a stranger with a large balance of every token. It looks at each new block and sends
// every transaction that takes something from the pool, with a higher priority fee than mpool's.
type thief struct {
	*world
	account common.Address
	supply  *big.Int // actual supply, at the last look
	tokens  []held   // of the pool, at the last look
	first   int      // number of tokens at the first look
	sent    int
}

// held is the pool's balance of a token.
type held struct {
	address common.Address
	balance *big.Int
}

// newThief has capital in each demo token, and allows the Vault to take it.
func newThief(w *world) *thief {
	w.Helper()
	t := &thief{world: w, account: common.HexToAddress("0x15d34AAf54267DB7D7c367839AAf71A00a2C6A65")}
	for _, token := range w.chain.Tokens {
		amount := new(big.Int).Mul(dollars(token.Symbol, token.Decimals, 1), big.NewInt(20_000_000))
		w.must(w.chain.Mint(w.context(), token.Address, t.account, amount))
		_, err := w.chain.Send(w.context(), "approve", t.account, token.Address, erc20.NewERC20().PackApprove(w.chain.Contracts.Vault, unlimited()))
		w.must(err)
	}
	w.must(t.look())
	t.first = len(t.tokens)
	return t
}

// dollars is the amount of a token, in its smallest unit, with this value on the market, whose
// prices are constant.
func dollars(symbol string, decimals uint8, worth int64) *big.Int {
	unit := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(decimals)), nil)
	unit.Mul(unit, big.NewInt(worth))
	return unit.Div(unit, big.NewInt(price(symbol)))
}

func price(symbol string) int64 {
	switch symbol {
	case "WETH":
		return 2_500
	case "WBTC":
		return 50_000
	}
	return 1
}

// worth is the value of an amount in millionths of a dollar.
func (t *thief) worth(token common.Address, amount *big.Int) *big.Int {
	for _, known := range t.chain.Tokens {
		if known.Address == token {
			value := new(big.Int).Mul(amount, big.NewInt(price(known.Symbol)*1_000_000))
			return value.Div(value, new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(known.Decimals)), nil))
		}
	}
	return new(big.Int)
}

// look reads the pool at the latest block.
func (t *thief) look() error {
	pool := managedpool.NewManagedPool()
	answer, err := t.call(t.chain.Pool.Address, pool.PackGetActualSupply())
	if err != nil {
		return err
	}
	if t.supply, err = pool.UnpackGetActualSupply(answer); err != nil {
		return err
	}
	v := vault.NewVault()
	answer, err = t.call(t.chain.Contracts.Vault, v.PackGetPoolTokens(t.chain.Pool.ID))
	if err != nil {
		return err
	}
	list, err := v.UnpackGetPoolTokens(answer)
	t.tokens = nil
	for i := 1; err == nil && i < len(list.Tokens); i++ {
		t.tokens = append(t.tokens, held{list.Tokens[i], list.Balances[i]})
	}
	return err
}

func (t *thief) call(to common.Address, data []byte) ([]byte, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	var answer hexutil.Bytes
	err := t.chain.Client().CallContext(ctx, &answer, "eth_call", map[string]any{"from": t.account, "to": to, "data": hexutil.Bytes(data)}, "latest")
	return answer, err
}

// pool is the value of the pool's balances in millionths of a dollar.
func (t *thief) pool() *big.Int {
	sum := new(big.Int)
	for _, token := range t.tokens {
		sum.Add(sum, t.worth(token.address, token.balance))
	}
	return sum
}

// shares is the thief's balance of BPT.
func (t *thief) shares() *big.Int { return t.balance(t.chain.Pool.Address) }

func (t *thief) balance(token common.Address) *big.Int {
	binding := erc20.NewERC20()
	answer, err := t.call(token, binding.PackBalanceOf(t.account))
	if err != nil {
		return new(big.Int)
	}
	amount, err := binding.UnpackBalanceOf(answer)
	if err != nil {
		return new(big.Int)
	}
	return amount
}

// wealth is the value of everything that the thief has, in millionths of a dollar.
func (t *thief) wealth() *big.Int {
	t.Helper()
	t.must(t.look())
	sum := new(big.Int).Mul(t.pool(), t.shares())
	sum.Div(sum, t.supply)
	for _, token := range t.chain.Tokens {
		sum.Add(sum, t.worth(token.Address, t.balance(token.Address)))
	}
	return sum
}

// steals tries all attacks at every new block until stop is called.
func (t *thief) steals() (stop func()) {
	quit, gone := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(gone)
		for last := uint64(0); ; {
			select {
			case <-quit:
				return
			case <-time.After(40 * time.Millisecond):
				if now := t.number(); now > last {
					last = now
					t.tries()
				}
			}
		}
	}()
	stop = sync.OnceFunc(func() {
		close(quit)
		<-gone
	})
	t.Cleanup(stop)
	return stop
}

func (t *thief) number() uint64 {
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	var number hexutil.Uint64
	_ = t.chain.Client().CallContext(ctx, &number, "eth_blockNumber")
	return uint64(number)
}

// tries sends the transactions that pay in the state of the latest block.
func (t *thief) tries() {
	if t.look() != nil {
		return
	}
	for _, attack := range t.attacks() {
		if _, err := t.call(t.chain.Contracts.Vault, attack); err == nil {
			t.send(attack)
		}
	}
}

// send offers a much higher priority fee than mpool, and does not wait.
func (t *thief) send(data []byte) {
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	var hash common.Hash
	err := t.chain.Client().CallContext(ctx, &hash, "eth_sendTransaction", map[string]any{
		"from": t.account, "to": t.chain.Contracts.Vault, "data": hexutil.Bytes(data), "gas": hexutil.Uint64(3_000_000),
		"maxPriorityFeePerGas": hexutil.Uint64(50e9), "maxFeePerGas": hexutil.Uint64(200e9),
	})
	if err == nil {
		t.sent++
	}
}

func (w *world) must(err error) {
	w.Helper()
	if err != nil {
		w.Fatal(err)
	}
}

func (w *world) context() context.Context { return w.Context() }

func unlimited() *big.Int { return new(big.Int).Lsh(big.NewInt(1), 200) }
