package journal

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
)

// Read adds up the records of a file. A last line without its end is left out,
// for what it says never was on the disk; anything else that mpool did not
// write is an error.
func Read(path string) (Status, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return Status{}, err
	}
	var status Status
	for number := 1; ; number++ {
		line, rest, whole := bytes.Cut(text, []byte{'\n'})
		if !whole {
			return status, nil
		}
		if err := status.foldLine(line); err != nil {
			return Status{}, fmt.Errorf("%s, line %d: %w", path, number, err)
		}
		text = rest
	}
}

func (s *Status) foldLine(line []byte) error {
	var version struct{ Schema int }
	if err := json.Unmarshal(line, &version); err != nil {
		return err
	}
	if version.Schema != schema {
		return fmt.Errorf("schema %d, where %d is known: written by another version of mpool", version.Schema, schema)
	}
	var r record
	dec := json.NewDecoder(bytes.NewReader(line))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&r); err != nil {
		return err
	}
	return s.fold(r)
}
