package safe

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/ops"
)

// Batch is a file of the Transaction Builder: calls that a Safe makes in one transaction. The file has
// no nonce.
type Batch struct {
	ChainID     uint64         // 0: the file names none
	Safe        common.Address // the Safe that the batch was made from; zero: the file names none
	Name        string         // hostile text: strip before printing
	Description string         // hostile text: strip before printing
	Builder     string         // the program that wrote it; hostile text: strip before printing
	Calls       []BatchCall
	Checksum    Checksum
	// Findings are errors and oddities in the file itself. A batch with a finding of severity refuse
	// must not be signed.
	Findings []ops.Finding
	// Limits are those of the pool file that the batch was made of; nil: it carries none.
	Limits *ops.Guards

	fields  int  // number of ignored fields that Findings names
	crowded bool // Findings does not name all ignored fields
}

// BatchCall is one call of a batch, and how the file describes it.
type BatchCall struct {
	Call
	Method *BatchMethod // nil where the file has none
	// FromData is true where the file has the calldata itself. Programs then send the data and only
	// show the method.
	FromData bool
}

// BatchMethod is a method as the file names it. It proves nothing about the contract.
type BatchMethod struct {
	Signature string // hostile text: strip before printing
	Inputs    []ops.Arg
}

// Checksum is the result of checking a file's checksum. It detects accidents, not attacks: an attacker
// who changes the file can also write a new checksum.
type Checksum string

// The states of a checksum.
const (
	ChecksumRight   Checksum = "right"
	ChecksumWrong   Checksum = "wrong"
	ChecksumMissing Checksum = "missing"
	ChecksumNone    Checksum = "none" // of a plan, which has none
)

// All returns the calls without the methods that the file names.
func (b *Batch) All() []Call {
	var calls []Call
	for _, c := range b.Calls {
		calls = append(calls, c.Call)
	}
	return calls
}

// Refused is the first finding of severity refuse, or nil.
func (b *Batch) Refused() *ops.Finding {
	for i := range b.Findings {
		if b.Findings[i].Severity == ops.Refuse {
			return &b.Findings[i]
		}
	}
	return nil
}

func (b *Batch) find(severity ops.Severity, code, format string, args ...any) *ops.Finding {
	b.Findings = append(b.Findings, ops.Finding{Severity: severity, Code: code, Summary: fmt.Sprintf(format, args...)})
	return &b.Findings[len(b.Findings)-1]
}
