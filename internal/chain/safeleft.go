package chain

import (
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
)

// mostLeaving is the largest number of unknown tokens to check in addition to the known ones.
const mostLeaving = 30

// addTokens adds the tokens whose events report a transfer from the Safe.
func (r *safeRun) addTokens(logs []Log) {
	most := len(r.Tokens) + mostLeaving
	r.Tokens = slices.Clone(r.Tokens)
	for _, token := range r.leaving(logs) {
		if !slices.Contains(r.Tokens, token) && len(r.Tokens) < most {
			r.Tokens = append(r.Tokens, token)
		}
	}
}

// leaving returns the tokens whose events report a transfer from the Safe.
func (r *safeRun) leaving(logs []Log) []common.Address {
	transfer := crypto.Keccak256Hash([]byte("Transfer(address,address,uint256)"))
	var list []common.Address
	for _, log := range logs {
		if len(log.Topics) < 3 || log.Topics[0] != transfer || common.BytesToAddress(log.Topics[1][:]) != r.Safe.Address {
			continue
		}
		if !slices.Contains(list, log.Address) {
			list = append(list, log.Address)
		}
	}
	return list
}

// untold returns the tokens of which the Safe may lose an unknown amount: their events report a
// transfer from the Safe, or they reported its balance before but no longer do.
func (r *safeRun) untold(out *SafeOutcome, before []simulatedCall) []common.Address {
	list := r.leaving(out.Logs)
	for i, token := range append([]common.Address{{}}, r.Tokens...) {
		if _, told := answered(before[i]); told && !slices.Contains(list, token) {
			list = append(list, token)
		}
	}
	return slices.DeleteFunc(list, func(token common.Address) bool {
		return slices.ContainsFunc(out.Holds, func(h SafeHolds) bool { return h.Token == token })
	})
}
