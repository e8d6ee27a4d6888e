package decode

import (
	"bytes"
	"errors"
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
)

// Call is decoded calldata.
type Call struct {
	Contracts []string `json:"contracts"` // the contracts that have this function
	Function  string   `json:"function"`  // its signature
	Selector  string   `json:"selector"`
	Changes   bool     `json:"changes"` // false for a function that only reads
	Does      string   `json:"does"`    // in words
	Sender    string   `json:"sender"`  // who may call it, in words
	Args      []Value  `json:"arguments"`
	// Trailing is the number of bytes after the arguments. Contracts ignore them.
	Trailing int `json:"trailing_bytes"`

	name string
}

// Event is a decoded log.
type Event struct {
	Contracts []string `json:"contracts"`
	Signature string   `json:"event"`
	Args      []Value  `json:"arguments"`

	name string
}

// CustomError is a decoded custom error of revert data.
type CustomError struct {
	Signature string  `json:"signature"`
	Name      string  `json:"name"`
	Meaning   string  `json:"meaning"`
	Remedy    string  `json:"remedy"`
	Args      []Value `json:"arguments"`
}

// UnknownError: no contract that mpool knows has this selector.
type UnknownError struct{ Selector Selector }

func (e *UnknownError) Error() string {
	return fmt.Sprintf("unknown selector %s: no function or error of the contracts that mpool knows", e.Selector)
}

// MalformedError: the selector is known, but the bytes after it are not the ABI encoding of its
// arguments.
type MalformedError struct {
	Signature string
	Why       string
}

func (e *MalformedError) Error() string {
	return fmt.Sprintf("starts like %s, but %s", e.Signature, e.Why)
}

// Call decodes calldata. Its errors are *UnknownError and *MalformedError.
func (d *Decoder) Call(data []byte) (*Call, error) {
	id, rest := split(data)
	f, found := d.functions[id]
	if !found || len(data) < 4 {
		return nil, &UnknownError{id}
	}
	args, trailing, err := strictly(f.Inputs, rest)
	if err != nil {
		return nil, &MalformedError{f.Sig, err.Error()}
	}
	m := meaningOf(f.Method)
	return &Call{Contracts: f.of, Function: f.Sig, Selector: id.String(), Changes: !f.IsConstant(),
		Does: m.does, Sender: m.sender, Args: args, Trailing: trailing, name: f.RawName}, nil
}

// Function returns the signature of the function with the selector, or "".
func (d *Decoder) Function(s Selector) string { return d.functions[s].Sig }

// Error decodes revert data with a custom error. Its errors are *UnknownError and *MalformedError.
func (d *Decoder) Error(data []byte) (*CustomError, error) {
	id, rest := split(data)
	e, found := d.errors[id]
	if !found || len(data) < 4 {
		return nil, &UnknownError{id}
	}
	args, trailing, err := strictly(e.Inputs, rest)
	if err == nil && trailing > 0 {
		err = fmt.Errorf("%d extra bytes follow", trailing)
	}
	if err != nil {
		return nil, &MalformedError{e.Sig, err.Error()}
	}
	known := customErrorOf(e.Sig)
	explain(Book{}, e.Name, common.Address{}, args)
	return &CustomError{Signature: e.Sig, Name: e.Name, Meaning: known.meaning, Remedy: known.remedy, Args: args}, nil
}

// Event decodes a log. It returns nil if no known contract has the event, or if the log does not match
// it.
func (d *Decoder) Event(logTopics []common.Hash, data []byte) *Event {
	if len(logTopics) == 0 {
		return nil
	}
	list := d.events[logTopics[0]]
	at := slices.IndexFunc(list, func(e event) bool { return topics(e.Inputs) == len(logTopics)-1 })
	if at < 0 {
		return nil
	}
	e := list[at]
	args, trailing, err := strictly(e.Inputs.NonIndexed(), data)
	if err != nil || trailing > 0 {
		return nil
	}
	args, err = withTopics(e.Inputs, logTopics[1:], args)
	if err != nil {
		return nil
	}
	return &Event{Contracts: e.of, Signature: e.Sig, Args: args, name: e.RawName}
}

// withTopics inserts the indexed arguments, which are topics, between those of the data. A topic of a
// known contract is always one word.
func withTopics(inputs abi.Arguments, words []common.Hash, data []Value) ([]Value, error) {
	all := []Value{}
	for _, input := range inputs {
		if !input.Indexed {
			all, data = append(all, data[0]), data[1:]
			continue
		}
		input.Indexed = false
		word, _, err := strictly(abi.Arguments{input}, words[0][:])
		if err != nil {
			return nil, err
		}
		all, words = append(all, word...), words[1:]
	}
	return all, nil
}

func split(data []byte) (Selector, []byte) {
	var id Selector
	n := copy(id[:], data)
	return id, data[n:]
}

// strictly decodes ABI-encoded arguments, and returns the number of bytes after them. It refuses every
// encoding that an encoder would not write, such as overlapping lists and addresses of more than 20
// bytes.
func strictly(inputs abi.Arguments, data []byte) ([]Value, int, error) {
	if len(data) == 0 && len(inputs) > 0 {
		return nil, 0, errors.New(missing(len(inputs)))
	}
	unpacked, err := inputs.UnpackValues(data)
	if err != nil {
		return nil, 0, fmt.Errorf("its arguments are cut off or invalid: a length, an offset or a value is out of range")
	}
	again, err := inputs.Pack(unpacked...)
	if err != nil || !bytes.HasPrefix(data, again) {
		return nil, 0, fmt.Errorf("its arguments are not in standard ABI encoding")
	}
	return newValues(inputs, unpacked), len(data) - len(again), nil
}

func missing(n int) string {
	if n == 1 {
		return "the argument is missing"
	}
	return fmt.Sprintf("%d arguments are missing", n)
}

// Method returns the method of a known contract with the selector.
func (d *Decoder) Method(s Selector) (abi.Method, bool) {
	f, found := d.functions[s]
	return f.Method, found
}
