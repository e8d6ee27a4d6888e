package review

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/decode"
	"mpool/internal/explain"
	"mpool/internal/ops"
)

// suspects are the addresses in the calldata of all calls that are not operations of mpool, and the
// contracts that these calls are made to.
func suspects(calls []Call, own common.Address) (holders, contracts []common.Address) {
	add := func(to *[]common.Address, a common.Address) {
		if a != (common.Address{}) && a != own && !slices.Contains(*to, a) {
			*to = append(*to, a)
		}
	}
	for _, call := range calls {
		if call.Recognised != "" || call.voids() {
			continue
		}
		add(&contracts, call.To)
		for _, a := range addressesIn(call.Data) {
			add(&holders, a)
		}
	}
	return holders, contracts
}

// addressesIn are the words of calldata that can be addresses, also within nested calldata, which is
// shifted by four bytes.
func addressesIn(data []byte) []common.Address {
	var list []common.Address
	for at := 4; at+32 <= len(data); at += 4 {
		word := common.BytesToHash(data[at : at+32])
		zeros := len(strings.TrimRight(string(word[:12]), "\x00")) == 0
		rest := word[12:]
		small, odd := [12]byte{} == [12]byte(rest[:12]), (at-4)%32 != 0 && [4]byte{} == [4]byte(rest[:4])
		if a := common.BytesToAddress(rest); zeros && !small && !odd && !slices.Contains(list, a) {
			list = append(list, a)
		}
	}
	return list
}

// judgeRights judges each new right over the Safe's assets. It refuses the right unless the user named
// its holder; for an allowance, trusted Vaults also count as named.
func (c *Checker) judgeRights(ctx context.Context, out *chain.SafeOutcome) (found []ops.Finding, err error) {
	if err := c.nameThese(ctx, out.Rights); err != nil {
		return nil, err
	}
	for _, right := range out.Rights {
		if saidRight(c.View.Calls, right) {
			continue
		}
		what := purposeOf(right)
		named := c.Flags.accepts(what, right.Holder) || right.Kind == chain.Allowance && slices.Contains(c.vaults, right.Holder)
		found = append(found, softened(named, what, right.Holder, ops.Finding{Code: "safe.right", Summary: rightText(c.Book, right)}))
	}
	if out.TooMany {
		found = append(found, one(ops.Refuse, "safe.rights", "the called contracts name too many accounts and contracts to check, or hide them: who gets rights is unknown")...)
	}
	return found, nil
}

// purposeOf is what the holder of a right must be accepted for: to own or manage a contract, or to take
// tokens.
func purposeOf(right chain.SafeRight) purpose {
	switch right.Kind {
	case chain.Owner, chain.Role, chain.Member:
		return toManage
	}
	return toSpend
}

// nameThese reads the symbols of tokens in rights.
func (c *Checker) nameThese(ctx context.Context, rights []chain.SafeRight) error {
	var asked []common.Address
	for _, right := range rights {
		if _, known := c.Book.Tokens[right.Token]; !known && !slices.Contains(asked, right.Token) && len(asked) < mostNamed {
			asked = append(asked, right.Token)
		}
	}
	infos, err := c.Node.TokenInfos(ctx, c.at(), asked)
	for token, info := range infos {
		if info.Known {
			c.Book.Tokens[token] = decode.Token{Symbol: info.Symbol, Decimals: info.Decimals}
		}
	}
	return err
}

// saidRight says that a finding of a call already reports the right.
func saidRight(calls []Call, right chain.SafeRight) bool {
	codes := []string{staysCode, "approval.unlimited", "vault.relayer"}
	return slices.ContainsFunc(calls, func(call Call) bool {
		return call.To == right.Contract && call.Call != nil && len(call.Call.Args) > 0 && slices.Contains(call.Call.Addresses(), right.Holder) &&
			slices.ContainsFunc(call.Findings, func(f ops.Finding) bool { return slices.Contains(codes, f.Code) })
	})
}

func rightText(book decode.Book, r chain.SafeRight) string {
	who, where := r.Holder.Hex(), explain.TokenName(book, r.Contract)
	switch r.Kind {
	case chain.Allowance:
		if r.Contract != r.Token {
			where = explain.TokenName(book, r.Token) + ", by " + r.Contract.Hex()
		}
		if _, known := book.Tokens[r.Token]; known && r.After.BitLen() <= mostBits {
			return fmt.Sprintf("after this, %s can take %s from the Safe at any time; before, %s", who, explain.AmountText(book, r.Token, r.After), explain.AmountText(book, r.Token, r.Before))
		}
		return fmt.Sprintf("after this, %s can take %s from the Safe at any time", who, where)
	case chain.Operator:
		return fmt.Sprintf("after this, %s can move all the %s of the Safe, now and later", who, where)
	case chain.Relayer:
		return fmt.Sprintf("after this, %s can act for the Safe in the Vault %s: take all tokens approved for the Vault, and the Safe's internal balances", who, r.Contract)
	case chain.Owner:
		return fmt.Sprintf("after this, %s owns %s", who, where)
	case chain.Role:
		return fmt.Sprintf("after this, %s has a role in %s", who, where)
	case chain.Member:
		return fmt.Sprintf("after this, %s is an owner, module, guard or handler of the Safe %s", who, r.Contract)
	}
	return fmt.Sprintf("after this, %s can vote, borrow or trade for the Safe at %s", who, where)
}
