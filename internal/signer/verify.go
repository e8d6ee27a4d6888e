package signer

import (
	"bytes"
	"errors"
	"fmt"
	"math/big"
	"reflect"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
)

// Verify checks a signed transaction before it is sent: the account is from, the chain is chainID, and
// no field differs from unsigned.
func Verify(unsigned, signed *types.Transaction, from common.Address, chainID *big.Int) error {
	if signed == nil {
		return errors.New("the signer returned nothing")
	}
	if !signed.Protected() || signed.ChainId().Cmp(chainID) != 0 {
		return fmt.Errorf("the signer signed for a chain other than %s", chainID)
	}
	for _, field := range fieldsOf(unsigned, signed) {
		if !field.same {
			return fmt.Errorf("the signer changed the transaction's %s", field.name)
		}
	}
	rules := types.LatestSignerForChainID(chainID)
	if rules.Hash(unsigned) != rules.Hash(signed) { // covers fields of future transaction types
		return errors.New("the signer changed the transaction")
	}
	sender, err := types.Sender(rules, signed)
	if err != nil {
		return fmt.Errorf("the signature is not valid: %w", err)
	}
	if sender != from {
		return fmt.Errorf("%s signed instead of %s", sender, from)
	}
	return nil
}

type field struct {
	name string
	same bool
}

func fieldsOf(a, b *types.Transaction) []field {
	return []field{
		{"type", a.Type() == b.Type()},
		{"nonce", a.Nonce() == b.Nonce()},
		{"recipient", reflect.DeepEqual(a.To(), b.To())},
		{"value", a.Value().Cmp(b.Value()) == 0},
		{"data", bytes.Equal(a.Data(), b.Data())},
		{"gas limit", a.Gas() == b.Gas()},
		{"max fee", a.GasFeeCap().Cmp(b.GasFeeCap()) == 0},
		{"priority fee", a.GasTipCap().Cmp(b.GasTipCap()) == 0},
		{"access list", len(a.AccessList()) == len(b.AccessList())},
	}
}
