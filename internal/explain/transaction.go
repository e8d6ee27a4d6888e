package explain

import (
	"context"
	"errors"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/chain/wire"
	"mpool/internal/config"
	"mpool/internal/console"
	"mpool/internal/decode"
	"mpool/internal/ops"
	"mpool/internal/planview"
	"mpool/internal/safe"
)

// Explainer collects the facts about one transaction.
type Explainer struct {
	Settings *config.Settings
	UI       *console.Console
	Client   *chain.Client
	Decoder  *decode.Decoder
	Tx       *chain.Transaction
	At       chain.BlockRef // the block where it was mined, or the latest
	call     *decode.Call   // nil: not decoded
	within   []safe.Call    // the calls that a Safe's call makes
	unknown  bool           // no known contract has the function
	logs     []readLog
	pool     *ops.Snapshot // nil: none was found
}

type readLog struct {
	of common.Address
	*decode.Event
}

// NewView decodes the call and the events, and returns the view without names.
func (x *Explainer) NewView() *Transaction {
	v := newExplainedTx(x.Tx)
	if x.Tx.Mined == nil {
		v.Events = []eventView{}
	} else {
		x.At = chain.AtHash(x.Tx.Mined.BlockHash)
		x.readLogs(v)
	}
	if x.Tx.To == nil || len(x.Tx.Data) == 0 {
		return v
	}
	call, err := x.Decoder.Call(x.Tx.Data)
	if err != nil {
		var unknown *decode.UnknownError
		v.Unread, x.unknown = err.Error(), errors.As(err, &unknown)
		return v
	}
	x.call, x.within = call, AllWithin(x.Tx.Data, Deepest)
	return v
}

func (x *Explainer) readLogs(v *Transaction) {
	for _, l := range x.Tx.Mined.Logs {
		if e := x.Decoder.Event(l.Topics, l.Data); e != nil {
			x.logs = append(x.logs, readLog{l.Address, e})
		} else {
			v.UnknownEvents++
		}
	}
}

// poolTries is the number of addresses that are checked for being the pool.
const poolTries = 4

// Look finds the transaction's pool: the named one, the one whose id is in it, or the called contract.
func (x *Explainer) Look(ctx context.Context, named []string) error {
	candidates, err := x.candidates(named)
	if err != nil {
		return err
	}
	for _, pool := range candidates[:min(len(candidates), poolTries)] {
		s, err := x.Client.Snapshot(ctx, pool, x.At)
		if err == nil {
			x.pool = s
			return nil
		}
		if isAnswer(err) {
			x.UI.Warn("pool", "%s could not be read, so its amounts have no units: %s", pool, err)
			return nil
		}
		if !isNoPool(err) {
			return err
		}
	}
	return nil
}

// isAnswer reports whether an error is an answer of the node, which cannot do what is asked, and not a
// missing answer.
func isAnswer(err error) bool {
	var unable *wire.UnableError
	var answer *wire.NodeError
	return errors.As(err, &unable) || errors.As(err, &answer)
}

// isNoPool reports whether an error means that the address is not a pool, or that the node no longer
// has the block's state. Other errors mean that the node failed.
func isNoPool(err error) bool {
	var noCode *chain.NoCodeError
	var notPool *chain.NotPoolError
	var notManaged *chain.NotManagedError
	return errors.As(err, &noCode) || errors.As(err, &notPool) || errors.As(err, &notManaged) || isPruned(err)
}

func isPruned(err error) bool {
	var block *chain.BlockError
	return errors.As(err, &block) && block.Pruned
}

func (x *Explainer) candidates(named []string) ([]common.Address, error) {
	var list []common.Address
	if len(named) > 0 {
		choice, err := x.Settings.ResolvePool(named[0])
		if err != nil {
			return nil, err
		}
		list = append(list, choice.Address)
	}
	if x.call != nil {
		list = append(list, x.call.Pools()...)
	}
	list = append(list, PoolsOf(x.Decoder, x.within)...)
	if x.Tx.To != nil && len(x.Tx.Data) > 0 {
		list = append(list, *x.Tx.To)
	}
	for _, l := range x.logs {
		list = append(list, l.Pools()...)
	}
	for _, l := range x.logs {
		if !slices.Contains(l.Contracts, decode.ERC20) {
			list = append(list, l.of)
		}
	}
	return distinct(list), nil
}

func distinct(list []common.Address) []common.Address {
	var once []common.Address
	seen := map[common.Address]bool{}
	for _, address := range list {
		if !seen[address] {
			seen[address] = true
			once = append(once, address)
		}
	}
	return once
}

// Book returns the names for the transaction: Balancer's contracts, the pool and its tokens, and other
// tokens by their symbols.
func (x *Explainer) Book(ctx context.Context) (decode.Book, error) {
	book := decode.NewBook(x.pool)
	for address, name := range contractNames(x.Settings, x.Tx.ChainID) {
		book.Names[address] = name
	}
	if err := x.nameMultiSends(ctx, book); err != nil {
		return book, err
	}
	infos, err := x.Client.TokenInfos(ctx, x.At, x.strangers(book))
	if err != nil {
		return book, err
	}
	for address, info := range infos {
		if info.Known && info.Symbol.Bare() != "" {
			book.Tokens[address] = decode.Token{Symbol: info.Symbol, Decimals: info.Decimals}
		}
	}
	return book, nil
}

// mostStrangers is the largest number of unknown addresses that are checked for being tokens.
const mostStrangers = 50

func (x *Explainer) strangers(book decode.Book) []common.Address {
	var list []common.Address
	if x.call != nil {
		list = append(list, *x.Tx.To)
		list = append(list, x.call.Addresses()...)
	}
	for _, c := range x.within {
		list = append(list, c.To)
		if inner, err := x.Decoder.Call(c.Data); err == nil {
			list = append(list, inner.Addresses()...)
		}
	}
	for _, l := range x.logs {
		list = append(append(list, l.of), l.Addresses()...)
	}
	list = slices.DeleteFunc(distinct(list), func(address common.Address) bool {
		return book.Name(address) != "" || address == x.Tx.From
	})
	return list[:min(len(list), mostStrangers)]
}

// contractNames returns the names of Balancer's contracts on a chain, and of the configured factories.
func contractNames(s *config.Settings, chainID uint64) map[common.Address]string {
	names := map[common.Address]string{
		common.HexToAddress(chain.VaultAddress): "the Vault",
		s.Contracts.FactoryV1:                   "the " + decode.PoolFactoryV1,
		s.Contracts.FactoryV2:                   "the " + decode.PoolFactory,
	}
	if d, found := chain.DeploymentOn(chainID); found {
		names[d.FactoryV1], names[d.FactoryV2] = "the "+decode.PoolFactoryV1, "the "+decode.PoolFactory
		names[d.Queries], names[d.FeesProvider] = decode.BalancerQueries, decode.ProtocolFees
	}
	delete(names, common.Address{})
	return names
}

// Show adds names and words to the view.
func (x *Explainer) Show(v *Transaction, book decode.Book) {
	v.From.Is = book.Name(v.From.Address)
	if v.To != nil {
		v.To.Is = book.Name(v.To.Address)
	}
	if x.pool != nil {
		v.Pool = &planview.Pool{Address: x.pool.Pool.Address, Name: x.pool.Pool.Name, Symbol: x.pool.Pool.Symbol, ChainID: x.pool.ChainID}
	}
	if x.call != nil {
		x.call.Explain(book, *x.Tx.To)
		v.Call, v.Makes = x.call, Made(x.Decoder, book, x.Tx.Data, Deepest)
	}
	for _, l := range x.logs {
		l.Explain(book, l.of)
		v.Events = append(v.Events, eventView{Named{l.of, book.Name(l.of)}, l.Event})
	}
}
