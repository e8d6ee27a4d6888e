package review

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/bindings/safecontract"
	"mpool/internal/chain"
	"mpool/internal/decode"
	"mpool/internal/ops"
	"mpool/internal/safe"
	"mpool/internal/text"
)

// Inspect points out what is odd about single calls, whatever pool they are for.
func (c *Checker) Inspect(ctx context.Context) error {
	var called []common.Address
	for _, call := range c.Batch.Calls {
		called = append(called, call.To)
	}
	contracts, err := c.Node.Contracts(ctx, c.at(), called)
	if err != nil {
		return err
	}
	known := c.knownAddresses()
	if known.safe, err = safecontract.SafeMetaData.ParseABI(); err != nil {
		return err
	}
	if known.supplies, err = c.supplies(ctx); err != nil {
		return err
	}
	for i := range c.View.Calls {
		call := &c.View.Calls[i]
		found := known.oddities(*call, slices.Contains(contracts, call.To))
		if call.Call != nil && slices.Contains(allowing(), call.Call.Function) {
			found = append(found, known.approval(*call, c.View.Calls[i+1:])...)
		}
		call.Findings = append(call.Findings, found...)
		known.judgeAllowance(call)
		if hash, is := known.approvesHash(call.Data); is && call.Call == nil {
			call.Unread = fmt.Sprintf("no function of a pool; of a Safe it is approveHash(hashToApprove = %s)", hash)
		}
	}
	return nil
}

const approveFunction = "approve(address,uint256)"

const increaseFunction = "increaseAllowance(address,uint256)"

const manageFunction = "managePoolBalance((uint8,bytes32,address,uint256)[])"

// knownAddresses are those that a batch about pools may well call.
type knownAddresses struct {
	vaults []common.Address
	tokens []common.Address
	safe   *abi.ABI
	// recipients are who may be sent something, beside the Safe that it is of.
	recipients []common.Address
	planned    bool             // the calls are a plan's
	of         common.Address   // zero where nobody says
	senders    []common.Address // who may send a batch that does not say: the owners and managers of its pools
	pools      []common.Hash    // their ids
	supplies   map[common.Address]chain.Supply
	book       decode.Book
	// strange are the pools that the batch mentions and nobody names, and namesakes the
	// trusted pools whose names they bear.
	strange   map[common.Address]*ops.Snapshot
	namesakes map[common.Address]common.Address
}

// knownAddresses are those of what the user trusts, whatever the batch is about.
func (c *Checker) knownAddresses() knownAddresses {
	k := newKnownAddresses(c.trusted, c.View.Calls)
	k.vaults = vaultsOf(c.trusted, c.View.NodeChain)
	k.recipients, k.book, k.of, k.planned = c.Flags.Recipients, c.Book, c.Safe, c.planned
	k.strange, k.namesakes = map[common.Address]*ops.Snapshot{}, map[common.Address]common.Address{}
	for _, pool := range c.strange {
		k.strange[pool.Pool.Address], k.namesakes[pool.Pool.Address] = pool, c.namesake(pool)
	}
	c.vaults, c.tokens = k.vaults, k.tokens
	return k
}

// given is what a call, whoever has recognised it, gives to somebody whom nobody has
// named: to a pool, to a manager of its tokens, to whom it mints.
func (k knownAddresses) given(c Call) []ops.Finding {
	found := k.strangePools(c)
	for _, f := range []*ops.Finding{k.mints(c), k.manager(c), k.spender(c)} {
		if f != nil {
			found = append(found, *f)
		}
	}
	return found
}

// spender refuses that a plan lets somebody else take tokens than the Vault of a pool
// that is trusted. Of batches the approval's own findings say it.
func (k knownAddresses) spender(c Call) *ops.Finding {
	if c.Call.Function != approveFunction || !k.planned {
		return nil
	}
	spender := common.HexToAddress(c.Call.Args[0].Value)
	if c.Call.Args[1].Value == "0" || slices.Contains(k.vaults, spender) {
		return nil
	}
	f := k.sends("approval.other", "an allowance of "+amountOf(k.book, c.To, c.Call.Args[1].Value), spender)
	return &f
}

// own says whether an address is the Safe, or may be where none is named.
func (k knownAddresses) own(a common.Address) bool {
	if k.of != (common.Address{}) {
		return a == k.of
	}
	return slices.Contains(k.senders, a)
}

// ofSafe names a function of a Safe, with what it is given.
func (k knownAddresses) ofSafe(data []byte) string {
	if len(data) >= 4 {
		if method, err := k.safe.MethodById(data[:4]); err == nil {
			return withArguments(method, data[4:])
		}
	}
	return "a function that mpool does not know"
}

func newKnownAddresses(pools []*ops.Snapshot, calls []Call) knownAddresses {
	var k knownAddresses
	for _, pool := range pools {
		k.tokens = append(k.tokens, pool.Pool.Address)
		k.pools, k.senders = append(k.pools, pool.Pool.ID), append(k.senders, pool.Pool.Owner)
		for _, token := range pool.Tokens {
			k.tokens, k.senders = append(k.tokens, token.Address), append(k.senders, token.AssetManager)
		}
	}
	of := slices.Clone(k.tokens)
	for _, call := range calls { // those that the batch adds to them
		if call.Call != nil && strings.HasPrefix(call.Call.Function, "addToken(") && len(call.Call.Args) > 0 && slices.Contains(of, call.To) {
			k.tokens = append(k.tokens, common.HexToAddress(call.Call.Args[0].Value))
		}
	}
	return k
}

func (k knownAddresses) oddities(c Call, hasCode bool) []ops.Finding {
	var found []ops.Finding
	add := func(severity ops.Severity, code, format string, args ...any) {
		found = append(found, ops.Finding{Severity: severity, Code: code, Summary: fmt.Sprintf(format, args...)})
	}
	if !c.Value.Int().IsZero() {
		found = append(found, k.sends("call.value", amountText(k.book, common.Address{}, *c.Value.Int()), c.To))
	}
	toSafe := c.To != (common.Address{}) && k.own(c.To) && (k.of != (common.Address{}) || hasCode) || k.of == (common.Address{}) && k.rules(c.Data)
	if toSafe && c.nothing() {
		add(ops.Note, voidsNonce, "it does nothing: it voids what else waits with its nonce")
		return found
	}
	if toSafe {
		add(ops.Refuse, "call.safe", "it changes the Safe itself, by %s: its owners, threshold, modules or guard", k.ofSafe(c.Data))
	}
	if !hasCode && len(c.Data) > 0 {
		add(ops.Warn, "call.no_code", "there is no contract at %s: the call does nothing", c.To)
	}
	if c.Call == nil {
		if hash, is := k.approvesHash(c.Data); is && !toSafe {
			add(ops.Warn, "call.approve_hash", "as an owner of the Safe %s it agrees there to the safeTxHash %s, whatever that is of", c.To, hash)
		} else if c.Operation == uint8(safe.OperationCall) && !toSafe {
			add(ops.Warn, "call.unknown", "mpool does not know what it does")
			found[len(found)-1].Detail = "what it calls can always do something else when it is mined than when it is tried here: sign it where you know the contract"
		}
		return found
	}
	if c.Trailing > 0 {
		add(ops.Warn, "call.trailing", "behind the arguments there is more, which the contract ignores: %s", text.Plural(c.Trailing, "byte"))
	}
	if slices.Contains(c.Call.Contracts, decode.ERC20) && c.Call.Changes && !slices.Contains(k.tokens, c.To) {
		if len(k.tokens) > 0 {
			add(ops.Warn, "token.foreign", "%s is not a token of the pool", c.To)
		} else {
			add(ops.Note, "token.foreign", "whether %s is a token of the pool is not known: no pool is named, by the batch or by MPOOL_POOL", c.To)
		}
	}
	if f := k.transfer(c); f != nil {
		found = append(found, *f)
	}
	found = append(found, k.given(c)...)
	found = append(found, k.vaultCall(c)...)
	if padded := paddedIn(c.Call.Args); padded != "" {
		add(ops.Warn, "batch.padded", "%s is an address that was filled up to 32 bytes, and no pool's id", padded)
	}
	return found
}

// transfer says what a transfer of tokens sends to whom; nil where it is none, or to
// the Safe itself.
func (k knownAddresses) transfer(c Call) *ops.Finding {
	at := 0
	switch c.Call.Function {
	case "transfer(address,uint256)":
	case "transferFrom(address,address,uint256)":
		at = 1
	default:
		return nil
	}
	raw, err := uint256.FromDecimal(c.Call.Args[at+1].Value)
	to := common.HexToAddress(c.Call.Args[at].Value)
	if err != nil || k.own(to) {
		return nil
	}
	f := k.sends("token.transfer", amountText(k.book, c.To, *raw), to)
	return &f
}

// sends refuses what is sent to somebody whom nobody has named.
func (k knownAddresses) sends(code, what string, to common.Address) ops.Finding {
	f := ops.Finding{Severity: ops.Warn, Code: code, Summary: fmt.Sprintf("it sends %s to %s", what, to)}
	if !slices.Contains(k.recipients, to) {
		f.Severity, f.Hint = ops.Refuse, fmt.Sprintf("where that is meant: --recipient %s", to)
	}
	return f
}

// paddedIn finds a bytes32 with an address in it, filled up with zeros.
func paddedIn(values []decode.Value) string {
	zeros := strings.Repeat("0", 24)
	for _, v := range values {
		digits := strings.TrimPrefix(v.Value, "0x")
		if v.Type == "bytes32" && strings.HasPrefix(digits, zeros) != strings.HasSuffix(digits, zeros) {
			return v.Value
		}
		if found := paddedIn(v.Items); found != "" {
			return found
		}
	}
	return ""
}

// approval says what is left of an allowance after the calls that follow.
func (k knownAddresses) approval(c Call, next []Call) []ops.Finding {
	spender := common.HexToAddress(c.Call.Args[0].Value)
	amount, err := uint256.FromDecimal(c.Call.Args[1].Value)
	if err != nil || amount.IsZero() {
		return nil
	}
	supply, known := k.supplies[c.To]
	if amount.BitLen() > mostBits || known && amount.Gt(&supply.Total) {
		return []ops.Finding{{Severity: ops.Refuse, Code: "approval.unlimited",
			Summary: fmt.Sprintf("%s could take all of this token that the Safe has or will ever have", spender),
			Hint:    "approve exactly what is spent"}}
	}
	if slices.Contains(k.vaults, spender) && k.deposited(next, spender, c.To, amount) {
		return nil
	}
	f := ops.Finding{Severity: ops.Warn, Code: "approval.stays",
		Summary: fmt.Sprintf("the allowance stays: nothing in the batch spends it, and %s may take the tokens at any time", spender),
		Hint:    "approve in the batch that spends it, and exactly that"}
	if known && k.of != (common.Address{}) && amount.Gt(&supply.Held) {
		f.Detail = "it is more than the Safe has now: what comes later may be taken too"
	}
	return []ops.Finding{f}
}

// mostBits is more than any token has units: beyond it an amount stands for all.
const mostBits = 120

// deposited says whether a later call of the Vault deposits exactly that much of a
// token, into a pool that the batch is known to be about.
func (k knownAddresses) deposited(next []Call, vault, token common.Address, amount *uint256.Int) bool {
	for _, c := range next {
		if c.Call == nil || c.Call.Function != manageFunction || c.To != vault {
			continue
		}
		for _, item := range c.Call.Args[0].Items {
			parts := item.Items // kind, poolId, token, amount
			if len(parts) == 4 && parts[0].Value == "1" && slices.Contains(k.pools, common.HexToHash(parts[1].Value)) && common.HexToAddress(parts[2].Value) == token && parts[3].Value == amount.Dec() {
				return true
			}
		}
	}
	return false
}
