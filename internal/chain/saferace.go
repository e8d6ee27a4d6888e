package chain

import (
	"bytes"
	"context"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"mpool/internal/chain/wire"
)

// SafeRace says which transaction used a Safe's nonce, if several may execute it.
type SafeRace struct {
	Nonce uint64      // the Safe's next nonce
	By    common.Hash // the transaction that executed it; zero if none was found
	// Failed says that its call failed. Its nonce is used all the same.
	Failed bool
}

// SafeRaceOf finds out whether a Safe has executed the transaction with this hash since a block. It
// reads no logs if the nonce is still unused. A Safe that does not answer is an error.
func (c safes) SafeRaceOf(ctx context.Context, safe common.Address, nonce uint64, hash common.Hash, since uint64) (SafeRace, error) {
	head, err := c.blocks.Header(ctx, Latest())
	if err != nil {
		return SafeRace{}, err
	}
	found, err := c.Safes(ctx, AtHash(head.Hash), []common.Address{safe})
	switch {
	case err != nil:
		return SafeRace{Nonce: nonce}, err
	case found[safe] == nil:
		return SafeRace{Nonce: nonce}, &wire.UnableError{Node: c.wire.Node(), What: "read the nonce of the Safe " + safe.Hex(), Answer: "the address does not answer as a Safe"}
	case found[safe].Nonce <= nonce:
		return SafeRace{Nonce: nonce}, nil
	}
	race := SafeRace{Nonce: found[safe].Nonce}
	success, failure := safeEvent("ExecutionSuccess"), safeEvent("ExecutionFailure")
	filter := LogFilter{Address: safe, Topics: [][]common.Hash{{success, failure}}}
	logs, err := c.blocks.Logs(ctx, filter, min(since, head.Number), head.Number, func(uint64) {})
	for _, log := range logs {
		if len(log.Topics) == 2 && log.Topics[1] == hash || len(log.Topics) == 1 && bytes.HasPrefix(log.Data, hash[:]) {
			race.By, race.Failed = log.TxHash, log.Topics[0] == failure
		}
	}
	return race, err
}

// safeEvent is the topic of ExecutionSuccess or ExecutionFailure, one of which ends
// execTransaction.
func safeEvent(name string) common.Hash {
	return crypto.Keccak256Hash([]byte(name + "(bytes32,uint256)"))
}
