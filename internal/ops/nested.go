package ops

import "encoding/json"

// Nested is an operation inside another one, in a plan file.
type Nested struct{ Operation }

// nestedFile is the form of Nested in a plan file.
type nestedFile struct {
	Name       string          `json:"operation"`
	Parameters json.RawMessage `json:"parameters"`
}

// MarshalJSON writes the operation's name and parameters.
func (n Nested) MarshalJSON() ([]byte, error) {
	parameters, err := json.Marshal(n.Operation)
	if err != nil {
		return nil, err
	}
	return json.Marshal(nestedFile{n.Name(), parameters})
}

// Carrying is an operation that lets an account do another one, such as a Safe's transaction.
type Carrying interface {
	// Carried is the other operation. It is nil if there is none.
	Carried() Operation
}

// Carried is the operation that op lets an account do, or op itself.
func Carried(op Operation) Operation {
	if carries, is := op.(Carrying); is {
		return carries.Carried()
	}
	return op
}
