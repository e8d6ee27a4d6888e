package faults_test

import (
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// withoutNode are the commands that do not ask a node with the arguments of their first example.
func withoutNode() []string {
	return []string{
		"completion bash", "completion fish", "completion powershell", "completion zsh", "man", "pool fmt", "pool validate", "recipe list", "recipe show", "sign", "explain", "resume", "backtest stress",
		"create", "dry-run", "init", "safe propose", // they need a file of a new pool, anvil, answers and signatures first
		"tx bump", "tx cancel", "tx close", "tx list", "tx show", // no record is unfinished
	}
}

// example is the first example of a command's help, with this world's pool, accounts and files; nil if
// there is none.
func (w *world) example(command []string) []string {
	w.Helper()
	_, examples, _ := strings.Cut(w.run(nil, append(slices.Clone(command), "--help")...).out, "\nExamples:\n")
	words := firstLine(strings.ReplaceAll(examples, "\\\n", " "))
	if len(words) < len(command)+1 || !slices.Equal(words[1:len(command)+1], command) {
		return nil
	}
	w.filesOfExamples()
	var line []string
	for i := len(command) + 1; i < len(words); i++ {
		switch words[i] {
		case "--account", "--keystore", "--rpc-url": // keys and nodes are this test's own
			i++
		case "--service":
			line, i = append(line, "--service", "http://127.0.0.1:1"), i+1
		case "--ledger", "--plot":
		default:
			line = append(line, w.ofThisWorld(command, words[i], len(line)))
		}
	}
	return line
}

// firstLine splits the first line of examples as a shell does.
func firstLine(examples string) (words []string) {
	line, _, _ := strings.Cut(strings.TrimLeft(examples, " \n"), "\n")
	for _, word := range regexp.MustCompile(`(?:[^\s"']|"[^"]*"|'[^']*')+`).FindAllString(line, -1) {
		if strings.ContainsAny(word, ">|&#") {
			break
		}
		words = append(words, strings.NewReplacer(`"`, "", "'", "").Replace(word))
	}
	return words
}

// ofThisWorld replaces what stands for an address.
func (w *world) ofThisWorld(command []string, word string, at int) string {
	switch {
	case word == "fund", word == "treasury", word == "0x…" && at == 0:
		return w.chain.Pool.Address.Hex()
	case word == "batch.json":
		return planName
	case word == "0x…" && at > 1:
		return w.manager().Hex()
	case word == "0x…" && command[0] == "add-token":
		return w.token("USDT").Hex()
	}
	return strings.ReplaceAll(word, "0x…", w.owner().Hex())
}

// filesOfExamples writes the files that examples name.
func (w *world) filesOfExamples() {
	pool := w.chain.Pool.Address.Hex()
	for name, text := range map[string]string{
		"pool.yaml": "pool: \"" + pool + "\"\nswap_fee: 1%\n", "batch.yaml": "- operation: swaps disable\n  pool: \"" + pool + "\"\n", "members.txt": w.owner().Hex() + "\n",
	} {
		w.write(filepath.Join(w.home, name), []byte(text))
	}
}

// asked is the number of calls that the node got.
func (w *world) asked() (n int) {
	for _, calls := range w.proxy.Calls() {
		n += calls
	}
	return n
}
