package chain

import (
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/holiman/uint256"
)

// SafeRight is a right that an account has after a Safe transaction but not before.
type SafeRight struct {
	Kind     RightKind
	Contract common.Address // contract that grants it: a token, the Vault, another Safe
	Holder   common.Address // account that gets it
	Token    common.Address // token that may be taken, for Permit2 and Allowance
	Before   uint256.Int    // allowance before, if it was read
	After    uint256.Int    // allowance after; for an event, its amount
	Read     bool           // read before and after, not taken from an event
}

// RightKind is the kind of a right.
type RightKind string

// The kinds of rights. An Operator may move all of a token. A Relayer may do everything in the
// Vault. An Owner or a Member of another Safe acts for a contract. A Delegate votes or borrows for
// the Safe.
const (
	Allowance RightKind = "allowance"
	Operator  RightKind = "operator"
	Relayer   RightKind = "relayer"
	Owner     RightKind = "owner"
	Role      RightKind = "role"
	Member    RightKind = "member"
	Delegate  RightKind = "delegate"
)

// rightEvent is an event that grants a right. Places count the topics after the first one, then the
// words of the data, because contracts differ in which arguments are indexed.
type rightEvent struct {
	name   string
	words  int // least number of words
	topics int // exact number of topics, with the first; 0: any
	kind   RightKind
	from   int // place of the account that grants it, which must be the Safe; -1: any account
	to     int // place of the account that gets it; -1: the contract itself, which acts for anyone
	amount int // place of an amount or a flag, which must not be 0; -1: none
	token  int // place of the token; -1: the contract
}

func tellers() []rightEvent {
	return []rightEvent{
		{"Approval(address,address,uint256)", 3, 0, Allowance, 0, 1, 2, -1}, // also for an NFT, whose ID is the amount
		{"Approval(address,address,address,uint160,uint48)", 5, 0, Allowance, 0, 2, 3, 1},
		{"Permit(address,address,address,uint160,uint48,uint48)", 6, 0, Allowance, 0, 2, 3, 1},
		{"ApprovalForAll(address,address,bool)", 3, 0, Operator, 0, 1, 2, -1},
		{"OperatorSet(address,address,bool)", 3, 0, Operator, 0, 1, 2, -1},
		{"AuthorizedOperator(address,address)", 2, 0, Operator, 1, 0, -1, -1},
		{"RelayerApprovalChanged(address,address,bool)", 3, 0, Relayer, 1, 0, 2, -1},
		{"OwnershipTransferred(address,address)", 2, 0, Owner, -1, 1, 0, -1}, // a previous owner of 0 means that the contract is new
		{"OwnershipTransferStarted(address,address)", 2, 0, Owner, -1, 1, 0, -1},
		{"AdminChanged(address,address)", 2, 0, Owner, -1, 1, 0, -1},
		{"RoleGranted(bytes32,address,address)", 3, 0, Role, -1, 1, -1, -1},
		{"PermissionGranted(bytes32,address,address)", 3, 0, Role, -1, 1, -1, -1},
		{"RolesUpdated(address,uint256)", 2, 0, Role, -1, 0, 1, -1},
		{"EnabledModule(address)", 1, 0, Member, -1, 0, -1, -1},
		{"AddedOwner(address)", 1, 0, Member, -1, 0, -1, -1},
		{"ChangedGuard(address)", 1, 0, Member, -1, 0, -1, -1},
		{"ChangedModuleGuard(address)", 1, 0, Member, -1, 0, -1, -1},
		{"ChangedFallbackHandler(address)", 1, 0, Member, -1, 0, -1, -1},
		{"DelegateChanged(address,address,address)", 3, 0, Delegate, 0, 2, -1, -1},
		{"SetDelegate(address,bytes32,address)", 3, 0, Delegate, 0, 2, -1, -1},
		{"PreSignature(address,bytes,bool)", 3, 0, Delegate, 0, -1, 2, -1}, // an order that anyone may fill
		{"BorrowAllowanceDelegated(address,address,address,uint256)", 4, 0, Delegate, 0, 1, 3, 2},
	}
}

// toldRights returns the rights that events grant. Rights in the Safe's own storage are read from
// its slots instead.
func toldRights(safe common.Address, logs []Log) []SafeRight {
	known := map[common.Hash]rightEvent{}
	for _, t := range tellers() {
		known[crypto.Keccak256Hash([]byte(t.name))] = t
	}
	var rights []SafeRight
	for _, log := range logs {
		if len(log.Topics) == 0 {
			continue
		}
		t, is := known[log.Topics[0]]
		if right, given := t.right(safe, log); is && given && !slices.Contains(rights, right) {
			rights = append(rights, right)
		}
	}
	return rights
}

func (t rightEvent) right(safe common.Address, log Log) (SafeRight, bool) {
	words := append([]common.Hash{}, log.Topics[1:]...)
	for data := log.Data; len(data) >= 32; data = data[32:] {
		words = append(words, common.BytesToHash(data[:32]))
	}
	if t.name == "" || len(words) < t.words || t.kind == Member && log.Address == safe {
		return SafeRight{}, false
	}
	address := func(i int) common.Address { return common.BytesToAddress(words[i][12:]) }
	r := SafeRight{Kind: t.kind, Contract: log.Address, Holder: log.Address, Token: log.Address}
	if t.to >= 0 {
		r.Holder = address(t.to)
	}
	if t.token >= 0 {
		r.Token = address(t.token)
	}
	if t.amount >= 0 {
		r.After.SetBytes(words[t.amount][:])
	}
	nft := t.kind == Allowance && t.token < 0 && len(log.Topics) == 4 // an NFT's ID may be 0
	switch {
	case t.from >= 0 && address(t.from) != safe, r.Holder == safe, r.Holder == (common.Address{}):
		return r, false
	case t.amount >= 0 && r.After.IsZero() && !nft:
		return r, false
	}
	return r, true
}
