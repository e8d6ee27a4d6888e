package main

import (
	"bytes"
	"context"
	"encoding/json"
	"math/big"
	"os"

	geth "github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/ethclient"
	"github.com/rogpeppe/go-internal/testscript"

	"mpool/bindings/safecontract"
)

// fill puts the values of variables into files: fill FILE...
func fill(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 {
		ts.Fatalf("usage: fill FILE...")
	}
	for _, name := range args {
		text := os.Expand(ts.ReadFile(name), func(variable string) string {
			value := ts.Getenv(variable)
			if value == "" {
				ts.Fatalf("%s: %s is not set", name, variable)
			}
			return value
		})
		ts.Check(os.WriteFile(ts.MkAbs(name), []byte(text), 0o600))
	}
}

// hashes asks the Safe for the hashes of what `mpool safe hash --json` has put
// into a file: hashes FILE.
func hashes(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: hashes FILE")
	}
	var answer struct{ Data safeHashView }
	ts.Check(json.Unmarshal([]byte(ts.ReadFile(args[0])), &answer))
	v := answer.Data
	client, err := ethclient.Dial(ts.Getenv("ETH_RPC_URL"))
	ts.Check(err)
	defer client.Close()
	getter, tx := safecontract.NewSafe(), v.Transaction
	zero := new(big.Int)
	for _, ask := range []struct {
		data []byte
		want common.Hash
	}{
		{getter.PackDomainSeparator(), v.Hashes.Domain},
		{getter.PackGetTransactionHash(tx.To, tx.Value.Int().ToBig(), tx.Data, tx.Operation, zero, zero, zero, tx.GasToken, tx.RefundReceiver, new(big.Int).SetUint64(tx.Nonce)), v.Hashes.SafeTx},
	} {
		got, err := client.CallContract(context.Background(), geth.CallMsg{To: &v.Safe.Address, Data: ask.data}, nil)
		ts.Check(err)
		if !bytes.Equal(got, ask.want[:]) {
			ts.Fatalf("the Safe says %x, and mpool %s", got, ask.want)
		}
	}
}
