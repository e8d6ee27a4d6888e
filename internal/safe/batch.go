package safe

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/ops"
)

// Batch is a file of the Transaction Builder: the calls for a Safe to make in one
// transaction. It names no nonce.
type Batch struct {
	ChainID     uint64         // 0: the file names none
	Safe        common.Address // that it was made from; zero: the file names none
	Name        string         // hostile text: strip before printing
	Description string         // hostile text: strip before printing
	Builder     string         // what wrote it, hostile text: strip before printing
	Calls       []BatchCall
	Checksum    Checksum
	// Findings are what is wrong in the file itself, or odd. A batch with one of
	// severity refuse is not to be signed.
	Findings []ops.Finding
	// Limits are those of the pool file that the batch was made of; nil: it carries none.
	Limits *ops.Guards

	fields  int  // that are not read, and named
	crowded bool // there are more of them
}

// BatchCall is one call of a batch, and how the file had it.
type BatchCall struct {
	Call
	Method *BatchMethod // nil where the file has none
	// FromData is true where the file has the calldata itself. The method is then
	// not what is sent: a program shows it, and sends the data.
	FromData bool
}

// BatchMethod is a method as the file names it, which proves nothing of what the
// contract does.
type BatchMethod struct {
	Signature string // hostile text: strip before printing
	Inputs    []ops.Arg
}

// Checksum is the result of a file's checksum. It finds accidents and not attacks: who
// changes a file can write a new checksum.
type Checksum string

// The states of a checksum.
const (
	ChecksumRight   Checksum = "right"
	ChecksumWrong   Checksum = "wrong"
	ChecksumMissing Checksum = "missing"
)

// All returns the calls without the file's own words about them.
func (b *Batch) All() []Call {
	var calls []Call
	for _, c := range b.Calls {
		calls = append(calls, c.Call)
	}
	return calls
}

// Refused is the first finding that says that the batch must not be signed, or
// nil.
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
