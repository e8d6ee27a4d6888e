package request

import (
	"strings"

	"mpool/internal/batch"
	"mpool/internal/text"
)

// CommandLine returns the command that plans one operation of a batch, without flags that send.
func CommandLine(item batch.Item) string {
	behind, flags := []string{"mpool", item.Operation}, []string{}
	if item.Pool != "" {
		behind = append(behind, text.ShellWord(item.Pool))
	}
	r := New(item.Operation)
	for _, given := range item.Given {
		for _, f := range r.Fields {
			switch {
			case f.Name != given.Name:
			case f.Place == batch.Flag:
				flags = append(flags, f.asFlag(given.Values)...)
			case f.Place == batch.Joined:
				behind = append(behind, text.ShellWord(strings.Join(given.Values, ",")))
			default:
				behind = append(behind, shellWords(given.Values)...)
			}
		}
	}
	return strings.Join(append(behind, flags...), " ")
}

// asFlag returns the words that give the field on a command line.
func (f Field) asFlag(values []string) (words []string) {
	if f.Kind == batch.Switch {
		return []string{"--" + f.Name + "=" + strings.Join(values, "")}
	}
	if f.Commas {
		values = []string{strings.Join(values, ",")}
	}
	for _, value := range values {
		words = append(words, "--"+f.Name, text.ShellWord(value))
	}
	return words
}

func shellWords(values []string) (words []string) {
	for _, value := range values {
		words = append(words, text.ShellWord(value))
	}
	return words
}
