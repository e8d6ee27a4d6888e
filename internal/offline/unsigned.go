package offline

import (
	"context"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"

	"mpool/internal/chain"
	"mpool/internal/execution"
	"mpool/internal/failure"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/planview"
	"mpool/internal/signer"
	"mpool/internal/text"
	"mpool/internal/units"
)

// UnsignedView holds transactions for another wallet to sign.
type UnsignedView struct {
	Operation    string        `json:"operation"`
	Pool         planview.Pool `json:"pool"`
	Transactions []unsignedTx  `json:"transactions"`
	Offline      *offlineView  `json:"offline,omitempty"` // set for mpool sign
	Next         string        `json:"next,omitempty"`
}

// unsignedTx has every field of a transaction, and its bytes.
type unsignedTx struct {
	Call     int            `json:"call"` // index of the plan's call
	Method   string         `json:"method"`
	From     common.Address `json:"from"`
	Type     uint8          `json:"type"`
	ChainID  uint64         `json:"chain_id"`
	Nonce    uint64         `json:"nonce"`
	To       common.Address `json:"to"`
	Value    units.Wei      `json:"value"`
	GasLimit uint64         `json:"gas_limit"`
	FeeCap   units.Wei      `json:"max_fee_per_gas"`          // for type 0: the gas price
	Tip      units.Wei      `json:"max_priority_fee_per_gas"` // for type 0: the gas price
	Data     hexutil.Bytes  `json:"data"`
	Unsigned hexutil.Bytes  `json:"unsigned"`     // the encoding that wallets accept
	Hash     common.Hash    `json:"signing_hash"` // the hash to sign
}

func newUnsignedTx(call int, c ops.Call, chainID uint64, tx *types.Transaction) (unsignedTx, error) {
	raw, hash, err := signer.Unsigned(tx, new(big.Int).SetUint64(chainID))
	return unsignedTx{
		Call: call, Method: c.Method, From: c.From, Type: tx.Type(), ChainID: chainID, Nonce: tx.Nonce(), To: c.To,
		Value: units.Wei(c.Value), GasLimit: tx.Gas(), FeeCap: units.WeiOf(tx.GasFeeCap()), Tip: units.WeiOf(tx.GasTipCap()),
		Data: c.Data, Unsigned: raw, Hash: hash,
	}, err
}

func (v *UnsignedView) Text(p *text.Page) {
	p.Line("%s of %s (%s)", v.Operation, v.Pool.Name, v.Pool.Address)
	for _, tx := range v.Transactions {
		tx.Text(p)
	}
	if v.Offline != nil {
		p.Line("")
		v.Offline.Text(p)
	}
	if v.Next != "" {
		p.Line("")
		p.Line("nothing was signed; once the wallet has signed it:")
		p.Command(v.Next)
		p.Line("to sign with a key on the offline machine, write --private-key or --keystore in place of --signature 0x…")
	}
}

func (t unsignedTx) Text(p *text.Page) {
	p.Line("")
	p.Line("call %d: %s", t.Call+1, t.Method)
	p.Line("  from         %s", t.From)
	p.Line("  to           %s", t.To)
	p.Line("  value        %s %s", t.Value, network.ID(t.ChainID).Coin())
	p.Line("  chain        %d", t.ChainID)
	p.Line("  nonce        %d", t.Nonce)
	p.Line("  gas limit    %s", text.Count(t.GasLimit))
	if t.Type == types.LegacyTxType {
		p.Line("  gas price    %s gwei (type 0)", t.FeeCap.Gwei())
	} else {
		p.Line("  gas price    max fee %s gwei, priority fee %s gwei", t.FeeCap.Gwei(), t.Tip.Gwei())
	}
	p.Line("  data         %s", t.Data)
	p.Line("  unsigned     %s", t.Unsigned)
	p.Line("  signing hash %s", t.Hash)
}

// Signings returns the transactions of a plan's calls. Each account's nonces are consecutive from the
// given one; calls of accounts without a nonce are omitted.
func Signings(plan *ops.Plan, nonces map[common.Address]uint64, offer *planner.Offer) map[int]*types.Transaction {
	next := map[common.Address]uint64{}
	made := map[int]*types.Transaction{}
	for i, call := range plan.Calls {
		nonce, found := nonces[call.From]
		if !found {
			continue
		}
		nonce += next[call.From]
		next[call.From]++
		to := call.To
		made[i] = execution.NewTransaction(&types.DynamicFeeTx{
			ChainID: new(big.Int).SetUint64(plan.Predicted.ChainID), Nonce: nonce, GasFeeCap: offer.GasPrice.Value.Int().ToBig(),
			GasTipCap: offer.Tip.Value.Int().ToBig(), Gas: offer.GasLimit, To: &to, Value: call.Value.ToBig(), Data: call.Data,
		}, offer.Legacy)
	}
	return made
}

func NewUnsignedView(plan *ops.Plan, made map[int]*types.Transaction) (*UnsignedView, error) {
	v := &UnsignedView{Operation: plan.Operation.Name(), Pool: planview.PoolOfPlan(plan), Transactions: []unsignedTx{}}
	for i, call := range plan.Calls {
		if made[i] == nil {
			continue
		}
		tx, err := newUnsignedTx(i, call, plan.Predicted.ChainID, made[i])
		if err != nil {
			return nil, failure.New(failure.Plain, "encoding", "%s", err).Because(err)
		}
		v.Transactions = append(v.Transactions, tx)
	}
	return v, nil
}

// NextNonces returns the nonces after those of pending transactions.
func NextNonces(ctx context.Context, client *chain.Client, p *planner.Proposal) (map[common.Address]uint64, error) {
	nonces := map[common.Address]uint64{}
	for _, from := range planner.Senders(p.Plan.Calls) {
		account, err := client.AccountAt(ctx, from, chain.AtHash(p.Before.Block.Hash))
		if err != nil {
			return nil, err
		}
		nonces[from] = max(account.Nonce, account.Pending)
	}
	return nonces, nil
}

// SignLine returns the command that creates the same transactions again, offline.
func SignLine(program, path string, nonces map[common.Address]uint64, from []common.Address, offer *planner.Offer) string {
	line := fmt.Sprintf("%s sign %s", program, text.ShellWord(path))
	for _, account := range from {
		line += fmt.Sprintf(" --nonce %s=%d", account, nonces[account])
	}
	line += fmt.Sprintf(" --gas-price %s --gas-limit %d", offer.GasPrice.String(), offer.GasLimit)
	if offer.Legacy {
		return line + " --legacy --out signed.json"
	}
	return line + fmt.Sprintf(" --priority-gas-price %s --out signed.json", offer.Tip.String())
}
