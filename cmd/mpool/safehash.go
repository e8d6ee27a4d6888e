package main

import (
	"context"
	"fmt"
	"strconv"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/spf13/cobra"

	"mpool/internal/ops"
	"mpool/internal/parse"
	"mpool/internal/planner"
	"mpool/internal/safe"
	"mpool/internal/safe/review"
	"mpool/internal/text"
)

func newSafeHash(a *app) *cobra.Command {
	var nonce nonceFlag
	var queued queuedFlag
	var flags safeFlags
	cmd := &cobra.Command{
		Use:   "hash PLAN|BATCH | --from-queue NONCE|HASH [POOL]",
		Short: "Show what a Safe's owners sign, and its hashes",
		Long: withExitCodes(`hash computes what the owners of a Safe sign: the hash of the domain, the hash of
the message and the hash of both, as hardware wallets show them. They are computed
here, from the calls and the Safe's own version, and asked of nobody. Each call is
shown decoded.

A plan is planned and simulated again on the newest block, and has to come out the
same. A batch is checked as mpool safe check does it: what speaks against signing it
is shown, and is the exit code. Several calls are one transaction,
a delegate call of MultiSendCallOnly. The nonce is the Safe's next one unless
--nonce says otherwise: transactions that wait in a queue have those before. An owner
that is itself a Safe is asked, before a message is shown that its owners sign,
whether it accepts one (EIP-1271); where it does not, approveHash is the way.`, 0, 1, 2, 3, 4, 130),
		Example: `  mpool safe hash plan.json
  mpool safe hash batch.json --nonce 12
  mpool safe hash --from-queue 0x… fund
  mpool safe hash plan.json --json`,
		Args: oneOrQueued(&queued),
		RunE: func(cmd *cobra.Command, args []string) error {
			v, err := a.safeHash(cmd, args, nonce, queued, &flags)
			if err != nil {
				return err
			}
			return a.show(v)
		},
	}
	cmd.Flags().Var(&nonce, "nonce", "nonce of the Safe's transaction; the next one if unset")
	addSafeFlags(&flags, cmd.Flags())
	queued.add(cmd.Flags(), "show what waits at the transaction service, by its nonce or its safeTxHash")
	return cmd
}

// nonceFlag is a Safe's nonce, where one is given.
type nonceFlag struct {
	value uint64
	set   bool
}

func (f *nonceFlag) String() string {
	if !f.set {
		return ""
	}
	return strconv.FormatUint(f.value, 10)
}

func (f *nonceFlag) Type() string { return "number" }

// Set reads the nonce.
func (f *nonceFlag) Set(text string) (err error) {
	f.value, err = parse.Count(text)
	f.set = err == nil
	return err
}

// or is the flag's nonce, or another where it is not set.
func (f *nonceFlag) or(next uint64) uint64 {
	if f.set {
		return f.value
	}
	return next
}

// safeHashView is what owners compare with their wallets before they sign.
type safeHashView struct {
	ChainID     uint64               `json:"chain_id"`
	Safe        planner.Safe         `json:"safe"`
	Transaction safeTransaction      `json:"transaction"`
	Hashes      safe.Hashes          `json:"hashes"`
	Calls       []review.Call        `json:"calls"` // the one call, or those inside the MultiSend
	Pools       []review.Pool        `json:"pools"` // what becomes of them
	Findings    []ops.Finding        `json:"findings"`
	Nested      []nestedOwner        `json:"nested,omitempty"` // owners that are Safes, and what is signed for them
	Next        string               `json:"next,omitempty"`
	Overrides   []planner.Overridden `json:"overrides,omitempty"`
	Simulation  *planner.Proof       `json:"simulation"` // of a batch's calls, as the Safe's own; null of a plan
	Execution   *review.Execution    `json:"execution"`  // by the Safe; null where it was not tried

	cost *planner.Cost // of a plan, for whoever executes it; only signers are shown it
}

// safeTransaction is SafeTx, field by field.
type safeTransaction struct {
	To             common.Address `json:"to"`
	ToIs           string         `json:"to_is,omitempty"`
	Value          ops.Wei        `json:"value"`
	Data           hexutil.Bytes  `json:"data"`
	DataHash       common.Hash    `json:"data_hash"`
	Operation      uint8          `json:"operation"`
	SafeTxGas      string         `json:"safe_tx_gas"`
	BaseGas        string         `json:"base_gas"`
	GasPrice       string         `json:"gas_price"`
	GasToken       common.Address `json:"gas_token"`
	RefundReceiver common.Address `json:"refund_receiver"`
	Nonce          uint64         `json:"nonce"`
}

func (a *app) safeHash(cmd *cobra.Command, args []string, nonce nonceFlag, queued queuedFlag, flags *safeFlags) (text.View, error) {
	job, err := a.openToSign(cmd, args, flags, queued, nonce)
	if err != nil {
		return nil, err
	}
	defer job.Client.Close()
	tx, hashes, err := job.transaction(nonce.or(job.nextNonce()))
	if err != nil {
		return nil, err
	}
	if err := job.forTurn(tx.Nonce); err != nil {
		return nil, err
	}
	found, err := a.reviews.Inspect(cmd.Context(), job.Client, &job.Subject, tx, &flags.Options)
	if err != nil {
		return nil, err
	}
	v, err := a.signingView(cmd.Context(), job, tx, hashes, found, true)
	if err != nil {
		return nil, err
	}
	v.Findings = append(job.earlierFindings(), v.Findings...)
	if f := found.Objection(); f != nil {
		return nil, f.WithResult(v)
	}
	if tx.Nonce >= job.Safe.Nonce {
		v.Next = job.signLine(nonce)
	}
	v.Nested, err = a.nestedOwners(cmd.Context(), job, hashes)
	return v, err
}

// signingView is what is shown before somebody signs. That another transaction
// waits with the nonce is a refusal for those who sign, unless the nonce is named.
func (a *app) signingView(ctx context.Context, job *safeJob, tx safe.Transaction, hashes safe.Hashes, found *review.Checker, named bool) (*safeHashView, error) {
	v := newSafeHashView(job, tx, hashes, found)
	rivals, err := a.rivals(ctx, job, tx, hashes, named)
	v.Findings = append(v.Findings, rivals...)
	return v, err
}

func newSafeHashView(job *safeJob, tx safe.Transaction, hashes safe.Hashes, found *review.Checker) *safeHashView {
	return &safeHashView{ChainID: job.ChainID, Safe: planner.NewSafe(job.Safe, "signer"), Transaction: newSafeTransaction(tx, job.multiSend), Hashes: hashes,
		Calls: found.View.Calls, Pools: found.View.Pools, Overrides: found.View.Overrides, Simulation: found.View.Proof, Execution: found.View.Execution,
		Findings: append(append([]ops.Finding{}, found.View.Findings...), job.signingFindings(tx)...)}
}

func newSafeTransaction(tx safe.Transaction, multiSend common.Address) safeTransaction {
	is := ""
	if tx.Operation == safe.OperationDelegateCall && tx.To == multiSend {
		is = "MultiSendCallOnly"
	}
	return safeTransaction{To: tx.To, ToIs: is, Value: ops.Wei(tx.Value), Data: tx.Data, DataHash: crypto.Keccak256Hash(tx.Data), Operation: uint8(tx.Operation),
		SafeTxGas: tx.SafeTxGas.Dec(), BaseGas: tx.BaseGas.Dec(), GasPrice: tx.GasPrice.Dec(),
		GasToken: tx.GasToken, RefundReceiver: tx.RefundReceiver, Nonce: tx.Nonce}
}

// earlierFindings are those of a plan, which its preview shows where there is one.
func (j *safeJob) earlierFindings() []ops.Finding {
	if j.Proposal == nil {
		return []ops.Finding{}
	}
	return append([]ops.Finding{}, j.Proposal.Plan.Findings...)
}

// signingFindings are of the nonce, and of what comes after the transaction.
func (j *safeJob) signingFindings(tx safe.Transaction) []ops.Finding {
	found := append([]ops.Finding{}, review.OldVersion(j.version)...)
	if j.Proposal != nil {
		if f, some := othersAfter(j.Proposal, len(j.Calls), j.path); some {
			found = append(found, f)
		}
	}
	switch next := j.Safe.Nonce; {
	case tx.Nonce < next:
		found = append(found, ops.Finding{Severity: ops.Warn, Code: "safe.nonce.used", Summary: "the nonce is used up: the Safe's next one is " + strconv.FormatUint(next, 10)})
	case j.behind > next && tx.Nonce == j.behind:
		found = append(found, ops.Finding{Severity: ops.Note, Code: "safe.nonce.queue", Summary: fmt.Sprintf("it is planned and simulated on what waits before it, nonces %d to %d", next, tx.Nonce-1)})
	case tx.Nonce > next:
		found = append(found, ops.Finding{Severity: ops.Warn, Code: "safe.nonce.later", Summary: "transactions come before this one: the Safe's next nonce is " + strconv.FormatUint(next, 10),
			Detail: "what they change is not in what was planned and simulated"})
	}
	return found
}
