package signing

import (
	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/text"
)

// NextLine is the command line of a follow-up command, such as safe sign, with the given words and the
// flags that must be repeated.
type NextLine func(command string, words ...string) string

// line is the next command for the request's file.
func (j *Request) line(command string, words ...string) string {
	if j.queued != nil {
		return j.next(command, words...)
	}
	return j.next(command, append([]string{text.ShellWord(j.Path)}, words...)...)
}

// signLines are the commands with which these owners sign what was shown.
func (j *Request) signLines(owners []common.Address, nonce Nonce) (lines []string) {
	for _, owner := range owners[:min(len(owners), mostSigners)] {
		lines = append(lines, j.signLine(owner, nonce))
	}
	return lines
}

// mostSigners is the most owners whose commands are shown.
const mostSigners = 5

// shortOwner is the number of characters of an owner's address in a file's name.
const shortOwner = 10

// signLine is the command with which an owner signs what was shown, with the nonce if one was given. Each
// owner has a file of its own.
func (j *Request) signLine(owner common.Address, nonce Nonce) string {
	words := []string{"--account NAME --out signature-" + owner.Hex()[:shortOwner] + ".json"}
	if j.queued != nil {
		_, hashes, _ := j.Transaction(j.queued.Nonce)
		words = append([]string{"--from-queue", hashes.SafeTx.Hex()}, words...)
		if j.pool != (common.Address{}) {
			words = append([]string{j.pool.Hex()}, words...)
		}
	}
	if nonce.Given {
		words = append([]string{"--nonce " + nonce.String()}, words...)
	}
	return j.line("safe sign", words...)
}
