package queue

import (
	"fmt"

	"mpool/internal/chain"
	"mpool/internal/safe"
)

func Comes(n uint64) string {
	if n == 1 {
		return "1 transaction is"
	}
	return fmt.Sprintf("%d transactions are", n)
}

// AskedOf is the question to a contract owner, in the form that its Safe uses.
func AskedOf(s safe.Signature, version safe.Version, hashes safe.Hashes) chain.ContractSignature {
	return chain.ContractSignature{Owner: s.Owner, Hash: hashes.SafeTx, Preimage: hashes.Preimage(), Signature: s.Bytes, ByHash: !version.Before(5)}
}
