package strategy

import (
	"errors"
	"regexp"
	"strconv"

	"go.yaml.in/yaml/v3"
)

// plain says where a text is wrong. It never quotes the text, which could be a secret file that was
// named by mistake or on purpose.
func plain(err error) error {
	var line *LineError
	if errors.As(err, &line) {
		return line
	}
	words := err.Error()
	var kinds *yaml.TypeError
	if errors.As(err, &kinds) && len(kinds.Errors) > 0 {
		words = kinds.Errors[0]
	}
	at := regexp.MustCompile(`line (\d+): (?:field (\S+) not found)?`).FindStringSubmatch(words)
	if at == nil {
		return errors.New("the file is not valid YAML")
	}
	n, _ := strconv.Atoi(at[1])
	switch {
	case at[2] != "":
		return &LineError{n, "unknown key " + strconv.Quote(at[2])}
	case kinds != nil:
		return &LineError{n, "this is not the kind of value that a strategy has here"}
	}
	return &LineError{n, "this is not valid YAML"}
}
