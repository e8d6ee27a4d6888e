package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/google/renameio/v2"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"mpool/internal/config"
	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/safe"
	"mpool/internal/text"
)

// writePlan puts the whole file there, or nothing. It takes the place of
// another plan, and of nothing else.
func writePlan(path string, plan *ops.Plan) error {
	if err := replaceable(path, ops.PlanKind); err != nil {
		return err
	}
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	err := encoder.Encode(plan)
	if err == nil {
		err = renameio.WriteFile(path, text.Bytes(), 0o644)
	}
	if err != nil {
		return unwritten("the plan", path, err)
	}
	return nil
}

// unwritten is the error for a file that cannot be written. It names that file:
// the error beneath is about one of another name, which would have become it.
func unwritten(what, path string, err error) *failure.Failure {
	hint := "nothing is left half written there; make room or name another file"
	if info, found := os.Stat(filepath.Dir(path)); errors.Is(found, os.ErrNotExist) {
		hint = "there is no folder " + text.Quote(filepath.Dir(path)) + ": make it, or name another file"
	} else if found == nil && !info.IsDir() {
		hint = text.Quote(filepath.Dir(path)) + " is no folder: name another file"
	} else if errors.Is(err, os.ErrPermission) {
		hint = "name a file in a folder that you may write to"
	}
	return failure.New(failure.Plain, "file", "%s could not be written to %s: %s", what, text.Quote(path), config.LastError(err)).Because(err).WithHint("%s", hint)
}

// replaceable says whether a file may be put there: over none, an empty one or
// one of the same kind.
func replaceable(path, kind string) error {
	info, err := os.Lstat(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	taken := failure.New(failure.Plain, "file", "%s is there already and is no %s", path, whatIs(kind)).WithHint("give --out another name")
	if err != nil || !info.Mode().IsRegular() {
		return taken
	}
	text, err := os.ReadFile(path)
	if err != nil || len(text) > 0 && !isKind(text, kind) {
		return taken
	}
	return nil
}

// isKind says whether a file is of a kind. Batches are another program's, and say
// so in no field.
func isKind(text []byte, kind string) bool {
	if kind == batchKind {
		_, err := safe.ReadBatch(bytes.NewReader(text))
		return err == nil
	}
	var head struct{ Kind string }
	return json.Unmarshal(text, &head) == nil && head.Kind == kind
}

func whatIs(kind string) string {
	switch kind {
	case ops.PlanKind:
		return "plan of mpool"
	case batchKind:
		return "batch of the Transaction Builder"
	case safe.SignatureKind:
		return "signature file"
	}
	return "file of signed transactions"
}

// again is the command line as it was understood, with one more flag. What may
// hold a secret is left out and has to be said again.
func again(cmd *cobra.Command, args []string, flag string) string {
	words := []string{cmd.CommandPath()}
	for _, arg := range args {
		words = append(words, text.ShellWord(arg))
	}
	cmd.Flags().Visit(func(f *pflag.Flag) { words = append(words, flagWords(f)...) })
	return strings.TrimSpace(strings.Join(append(words, flag), " "))
}

// sendLine is the command that sends the plan to the node that made it.
func sendLine(cmd *cobra.Command, path string) string { return nodeLine(cmd, "send", path) }

// nodeLine is a command for a file, with the node that this one was given.
func nodeLine(cmd *cobra.Command, command, path string) string {
	words := []string{cmd.Root().Name(), command, text.ShellWord(path)}
	cmd.Flags().Visit(func(f *pflag.Flag) {
		switch f.Name {
		case "rpc-url", "rpc-headers", "chain", "config", "pool-unproven":
			words = append(words, flagWords(f)...)
		case "after-queue", "after", "service": // what is signed has the nonce behind the queue
			if strings.HasPrefix(command, "safe ") {
				words = append(words, flagWords(f)...)
			}
		}
	})
	return strings.Join(words, " ")
}

func flagWords(f *pflag.Flag) []string {
	if f.Name == "out" || f.Name == "json" || isRehearsal(f) {
		return nil
	}
	if f.Value.Type() == "bool" {
		return []string{"--" + f.Name}
	}
	values := []string{f.Value.String()}
	if list, ok := f.Value.(pflag.SliceValue); ok {
		values = list.GetSlice()
	}
	var words []string
	for _, value := range values {
		words = append(words, "--"+f.Name, text.ShellWord(hidden(f.Name, value)))
	}
	return words
}

// hidden keeps the address of a node or signer that is no more than host and port.
func hidden(flag, value string) string {
	switch flag {
	case "rpc-headers":
		return "NAME:VALUE"
	case "publish-url":
		if value != config.Public {
			return "PUBLISH_URL"
		}
	case "rpc-url", "check-rpc-url":
		if !isPlainAddress(value) {
			return strings.ToUpper(strings.ReplaceAll(flag, "-", "_"))
		}
	case "service":
		if u, err := url.Parse(value); err != nil || u.User != nil || u.RawQuery != "" {
			return "SERVICE_URL"
		}
	case "signer", "manager-signer":
		if !isPlainAddress(value) {
			return "SIGNER_URL"
		}
	}
	return value
}

func isPlainAddress(value string) bool {
	u, err := url.Parse(value)
	return err == nil && u.User == nil && strings.Trim(u.Path, "/") == "" && u.RawQuery == "" && u.Fragment == ""
}
