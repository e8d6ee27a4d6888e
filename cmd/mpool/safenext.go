package main

import (
	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/text"
)

// nextLine is the command line of a command, such as safe sign, with its words as they
// are and what has to be said again.
type nextLine func(command string, words ...string) string

// line is the next command for the job's file.
func (j *safeJob) line(command string, words ...string) string {
	if j.queued != nil {
		return j.next(command, words...)
	}
	return j.next(command, append([]string{text.ShellWord(j.path)}, words...)...)
}

// signLine is how an owner signs what was shown, for the nonce that was asked for.
func (j *safeJob) signLine(nonce ownNonce) string {
	words := []string{"--account NAME --out signature.json"}
	if j.queued != nil {
		_, hashes, _ := j.transaction(j.queued.Nonce)
		words = append([]string{"--from-queue", hashes.SafeTx.Hex()}, words...)
		if j.pool != (common.Address{}) {
			words = append([]string{j.pool.Hex()}, words...)
		}
	}
	if nonce.given {
		words = append([]string{"--nonce " + nonce.String()}, words...)
	}
	return j.line("safe sign", words...)
}
