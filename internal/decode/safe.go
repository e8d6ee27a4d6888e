package decode

import (
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/accounts/abi"

	"mpool/bindings/safecontract"
)

// NewWithSafe knows the Safe and its MultiSend too. It is for telling what was
// done: where a batch is judged, a call of a Safe is no call that is known.
func NewWithSafe() (*Decoder, error) {
	d, err := New()
	if err != nil {
		return nil, err
	}
	parsed, err := safecontract.SafeMetaData.ParseABI()
	if err != nil {
		return nil, err
	}
	d.add(Safe, parsed)
	for _, e := range parsed.Events { // Safes before 1.4.1 have no topics in them
		e.Inputs = slices.Clone(e.Inputs)
		for i := range e.Inputs {
			e.Inputs[i].Indexed = false
		}
		d.addEvent(Safe, e)
	}
	multiSend, err := abi.JSON(strings.NewReader(`[{"type":"function","name":"multiSend","stateMutability":"payable","inputs":[{"name":"transactions","type":"bytes"}],"outputs":[]}]`))
	if err != nil {
		return nil, err
	}
	d.add(MultiSend, &multiSend)
	return d, nil
}
