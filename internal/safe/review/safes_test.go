package review

import (
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/ops"
	"mpool/internal/safe"
)

func TestBatches(t *testing.T) { try(t, batchRows()) }
func TestSafes(t *testing.T)   { try(t, safeRows()) }
func TestGas(t *testing.T)     { try(t, gasRows()) }

// batchRows test the chain and the Safe of a batch, and the file's own data.
func batchRows() []row {
	plain := list(received())
	return []row{
		{name: "for this chain", calls: plain, want: "", near: "batch.chain.other"},
		{name: "the signer signed for a chain other than", calls: plain, set: func(w *world) { w.batch.ChainID = 100 }, want: "refuse batch.chain.other", says: "the batch is for gnosis, but the node is on mainnet"},
		{name: "for no chain", calls: plain, set: func(w *world) { w.batch.ChainID = 0 }, want: "", near: "batch.chain.other"},
		{name: "another chain hides nothing else", calls: list(transfer(weth(), stranger(), ether(1))), set: func(w *world) { w.batch.ChainID = 100 }, want: "refuse batch.chain.other"},
		{name: "by --safe alone", calls: plain, set: func(w *world) { w.batch.Safe, w.of = common.Address{}, theSafe() }, want: "", near: "batch.safe.unnamed"},
		{name: "by nobody", calls: plain, set: func(w *world) { w.batch.Safe = common.Address{} }, want: "warn batch.safe.unnamed", says: "use --safe ADDRESS"},
		{name: "by both alike", calls: plain, set: func(w *world) { w.of = theSafe() }, want: "", near: "batch.safe.other"},
		{name: "by both, not alike", calls: plain, set: func(w *world) { w.batch.Safe, w.of = who(0x5b), theSafe() }, want: "refuse batch.safe.other", says: "--safe is " + theSafe().Hex()},
		{name: "an account", calls: plain, set: func(w *world) { w.node.safes = nil }, want: "refuse batch.safe.none", says: theSafe().Hex() + " is not a Safe"},
		{name: "a Safe", calls: plain, want: "", near: "batch.safe.none"},
		{name: "no call at all", want: ""},
		{name: "what the file's reader found stays first", calls: list(transfer(weth(), stranger(), ether(1))), set: func(w *world) {
			w.batch.Findings = []ops.Finding{{Severity: ops.Warn, Code: "batch.checksum"}}
		}, want: "warn batch.checksum, refuse token.transfer@1"},
		// versions of the Safe
		{name: "an old Safe", calls: plain, set: versioned("1.1.1"), want: "warn safe.version.old", says: "on every chain"},
		{name: "a Safe of today", calls: plain, set: versioned("1.3.0"), want: "", near: "safe.version.old"},
		{name: "a Safe of a logging kind", calls: plain, set: versioned("1.3.0+L2"), want: ""},
		{name: "a Safe that nobody knows", calls: plain, set: func(w *world) { w.safe().Version = "2.0.0" }, want: "warn safe.version", says: "cannot determine what the owners sign:"},
		{name: "a version that is none", calls: plain, set: func(w *world) { w.safe().Version = "latest\x1b[31m" }, want: "warn safe.version"},
		{name: "a Safe that is known", calls: plain, want: "", near: "safe.version"},
		{name: "a domain of another version", calls: plain, set: func(w *world) { w.safe().Version = "1.1.1" }, want: "refuse safe.untrusted", says: ", but its domain separator is"},
		{name: "a domain that is not said", calls: plain, set: func(w *world) { w.safe().DomainRead = false }, want: "refuse safe.untrusted", says: "does not answer domainSeparator(), so its hashes cannot be checked"},
		{name: "nobody has to sign", calls: plain, set: func(w *world) { w.safe().Threshold = 0 }, want: "refuse safe.untrusted", says: "multisig threshold of 0 of 3 owners"},
		{name: "all have to sign", calls: plain, set: func(w *world) { w.safe().Threshold = 3 }, want: "", near: "safe.untrusted"},
		{name: "more have to sign than there are", calls: plain, set: func(w *world) { w.safe().Threshold = 4 }, want: "refuse safe.untrusted"},
	}
}

func versioned(words string) func(*world) {
	return func(w *world) {
		v, err := safe.ParseVersion(words)
		must(err)
		w.safe().Version, w.safe().Domain = words, safe.Domain(v, w.node.id, theSafe())
	}
}

// safeRows test calls of the Safe to itself, and to other Safes that it owns.
func safeRows() []row {
	self := func(data []byte) []safe.Call { return list(to(theSafe(), data)) }
	at, zero := safeABI(), common.Address{}
	nobody := func(w *world) { w.batch.Safe = zero }
	hash := common.HexToHash("0xabc1")
	return []row{
		{name: "an owner comes", calls: self(at.PackAddOwnerWithThreshold(stranger(), big.NewInt(1))), want: "refuse call.safe@1", says: "itself (addOwnerWithThreshold(owner = " + stranger().Hex() + ", _threshold = 1)"},
		{name: "an owner goes", calls: self(at.PackRemoveOwner(who(0xa1), who(0xa2), big.NewInt(1))), want: "refuse call.safe@1", says: "itself (removeOwner("},
		{name: "an owner for another", calls: self(at.PackSwapOwner(who(0xa1), who(0xa2), stranger())), want: "refuse call.safe@1", says: "itself (swapOwner("},
		{name: "fewer have to sign", calls: self(at.PackChangeThreshold(big.NewInt(1))), want: "refuse call.safe@1", says: "itself (changeThreshold(_threshold = 1)"},
		{name: "a module", calls: self(at.PackEnableModule(stranger())), want: "refuse call.safe@1", says: "itself (enableModule("},
		{name: "a module less", calls: self(at.PackDisableModule(who(1), stranger())), want: "refuse call.safe@1"},
		{name: "a guard", calls: self(at.PackSetGuard(stranger())), want: "refuse call.safe@1", says: "itself (setGuard("},
		{name: "a handler", calls: self(at.PackSetFallbackHandler(stranger())), want: "refuse call.safe@1"},
		{name: "nobody is trusted with it", calls: self(at.PackEnableModule(friend())), set: trusting(friend(), theSafe()), want: "refuse call.safe@1"},
		{name: "a function that nobody knows", calls: self(selector("claim()")), want: "refuse call.safe@1", says: "itself (a function unknown to mpool"},
		{name: "two bytes", calls: self([]byte{1, 2}), want: "refuse call.safe@1", says: "itself (a function unknown to mpool"},
		{name: "arguments that are cut off", calls: self(at.PackEnableModule(friend())[:20]), want: "refuse call.safe@1", says: "itself (enableModule(address)"},
		{name: "coins for itself", calls: list(coins(theSafe(), tokens(1))), want: "refuse call.value@1, refuse call.safe@1"},
		{name: "another contract", calls: list(to(contract(), at.PackEnableModule(stranger()))), want: "warn call.unknown@1", near: "call.safe"},
		{name: "another call before it", calls: list(received(), to(theSafe(), at.PackEnableModule(stranger()))), want: "refuse call.safe@2"},
		// no Safe is named
		{name: "a module of whichever it is", calls: self(at.PackEnableModule(stranger())), set: nobody, want: "warn batch.safe.unnamed, refuse call.safe@1"},
		{name: "a module of a contract that may be it", calls: list(to(contract(), at.PackEnableModule(stranger()))), set: nobody, want: "warn batch.safe.unnamed, refuse call.safe@1"},
		{name: "what only modules call", calls: list(to(contract(), at.PackExecTransactionFromModule(stranger(), new(big.Int), nil, 0))), set: nobody, want: "warn batch.safe.unnamed, warn call.unknown@1", near: "call.safe"},
		{name: "three bytes", calls: list(to(contract(), at.PackEnableModule(stranger())[:3])), set: nobody, want: "warn batch.safe.unnamed, warn call.unknown@1"},
		{name: "the owner of the pool", calls: self(selector("claim()")), set: nobody, want: "warn batch.safe.unnamed, refuse call.safe@1"},
		{name: "the owner of the pool, who is an account", calls: self(selector("claim()")), set: func(w *world) { nobody(w); w.node.contracts = nil }, want: "warn batch.safe.unnamed, warn call.no_code@1, warn call.unknown@1", near: "call.safe"},
		{name: "the zero address", calls: list(to(zero, selector("claim()"))), set: func(w *world) {
			nobody(w)
			w.node.pools[mine()].Tokens[0].AssetManager = zero
			w.node.contracts = append(w.node.contracts, zero)
		}, want: "warn batch.safe.unnamed, warn call.unknown@1", near: "call.safe"},
		// calls that void a nonce
		{name: "nothing, from the Safe to itself", calls: self(nil), want: "note safe.voids@1", near: "call.unknown"},
		{name: "nothing, to another", calls: list(to(contract(), nil)), want: "warn call.unknown@1", near: "safe.voids"},
		{name: "a wei, to itself", calls: list(coins(theSafe(), atoms(1))), want: "refuse call.value@1, refuse call.safe@1", near: "safe.voids"},
		{name: "a byte, to itself", calls: self([]byte{0}), want: "refuse call.safe@1", near: "safe.voids"},
		{name: "nothing beside something", calls: list(to(theSafe(), nil), transfer(weth(), stranger(), ether(1))), want: "note safe.voids@1, refuse token.transfer@2"},
		// hashes of other Safes that this Safe owns
		{name: "a hash of another Safe", calls: list(to(contract(), at.PackApproveHash(hash))), want: "warn call.approve_hash@1", near: "call.unknown", says: "as an owner of the Safe " + contract().Hex() + ", the safeTxHash " + hash.Hex()},
		{name: "a hash of its own", calls: self(at.PackApproveHash(hash)), want: "refuse call.safe@1", near: "call.approve_hash", says: "itself (approveHash("},
		{name: "a hash that is cut off", calls: list(to(contract(), at.PackApproveHash(hash)[:35])), want: "warn call.unknown@1", near: "call.approve_hash"},
		{name: "a hash and more", calls: list(to(contract(), append(at.PackApproveHash(hash), 0))), want: "warn call.unknown@1", near: "call.approve_hash"},
		{name: "a hash of another function", calls: list(to(contract(), append(selector("signMessage(bytes32)"), hash.Bytes()...))), want: "warn call.unknown@1", near: "call.approve_hash"},
		{name: "a hash of nobody", calls: list(to(stranger(), at.PackApproveHash(hash))), want: "warn call.no_code@1, warn call.approve_hash@1"},
	}
}

// signs changes the transaction in a check before signing.
func signs(change func(*safe.Transaction)) func(*world) {
	return func(w *world) { w.tx = change }
}

func inspected(w *world) (*Checker, error) { return w.inspect(nil) }

// gasRows test the gas fields of a Safe transaction, which mpool leaves at zero.
func gasRows() []row {
	plain := list(received())
	rows := []row{
		{name: "all zero", want: "", near: "safe.gas"},
		{name: "a gas price", set: signs(func(tx *safe.Transaction) { tx.GasPrice, tx.BaseGas = atoms(2e9), atoms(1e9) }), want: "refuse safe.refund", says: "the Safe also pays 2 of the native token to the executor"},
		{name: "a gas price of one wei", set: signs(func(tx *safe.Transaction) { tx.GasPrice = atoms(1) }), want: "refuse safe.refund", says: "the Safe also pays 0 of the native token"},
		{name: "to somebody", set: signs(func(tx *safe.Transaction) { tx.GasPrice, tx.RefundReceiver = atoms(1), stranger() }), want: "refuse safe.refund", says: "to " + stranger().Hex()},
		{name: "to a recipient", set: both(trusting(friend()), signs(func(tx *safe.Transaction) { tx.GasPrice, tx.RefundReceiver = atoms(1), friend() })), want: "refuse safe.refund"},
		{name: "in a token", set: signs(func(tx *safe.Transaction) { tx.GasPrice, tx.BaseGas, tx.GasToken = atoms(1e6), atoms(3), usdc() }), want: "refuse safe.refund", says: "3 USDC"},
		{name: "more than there is", set: signs(func(tx *safe.Transaction) { tx.GasPrice, tx.BaseGas = *allOnes(), atoms(2) }), want: "refuse safe.refund", says: "more than any Safe owns"},
		{name: "gas without a price", set: signs(func(tx *safe.Transaction) { tx.BaseGas = atoms(1) }), want: "warn safe.gas", near: "safe.refund"},
		{name: "a limit", set: signs(func(tx *safe.Transaction) { tx.SafeTxGas = atoms(1) }), want: "refuse safe.gas", says: "anyone can execute it with so little gas that its calls fail"},
		{name: "a token without a price", set: signs(func(tx *safe.Transaction) { tx.GasToken = usdc() }), want: "warn safe.gas"},
		{name: "a receiver without a price", set: signs(func(tx *safe.Transaction) { tx.RefundReceiver = stranger() }), want: "warn safe.gas"},
	}
	for i := range rows {
		rows[i].calls, rows[i].read = plain, inspected
	}
	return rows
}
