package safe

import (
	"bufio"
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
)

// builder is the folder with the model of the web application, and with the version of ethers that the
// application uses.
const builder = "../../devnet/builder"

// written is one input of a generated call, in the form of a file.
type written struct {
	Name       string    `json:"name"`
	Type       string    `json:"type"`
	Components []written `json:"components,omitempty"`
}

type question struct {
	Method struct {
		Name   string    `json:"name"`
		Inputs []written `json:"inputs"`
	} `json:"method"`
	Values map[string]any `json:"values"`
}

// scribbler writes types and values, about every third in an odd form that people and other programs
// use.
type scribbler struct{ *rand.Rand }

func (s scribbler) pick(list ...string) string { return list[s.IntN(len(list))] }

func (s scribbler) leaf() string {
	return s.pick("uint256", "uint8", "uint", "int256", "int8", "int", "address", "bool", "bytes", "bytes32", "bytes4", "string", "uint128")
}

func (s scribbler) input(name string, depth int) written {
	w := written{Name: name, Type: s.leaf()}
	if depth < 2 && s.IntN(3) == 0 {
		w.Type = "tuple"
		for i := range 1 + s.IntN(3) {
			w.Components = append(w.Components, s.input("c"+strconv.Itoa(i), depth+1))
		}
	}
	for s.IntN(3) == 0 && strings.Count(w.Type, "[") < 2 {
		w.Type += s.pick("[]", "[]", "[2]", "[1]")
	}
	return w
}

// value is the text of an input outside lists and structs.
func (s scribbler) value(w written) any {
	switch {
	case s.IntN(60) == 0:
		return s.IntN(2) == 0
	case s.IntN(60) == 0:
		return s.pick("", "[]", "[ ]", "null", "[1,]", "[,]", "{}", "[[]]", "true", " ")
	}
	base, _, isList := strings.Cut(w.Type, "[")
	text := s.nested(w, base == "tuple" || base == "string", isList || base == "tuple")
	return s.blanks(text)
}

// blanks rarely puts blanks around a text.
func (s scribbler) blanks(text string) string {
	if s.IntN(12) == 0 {
		return s.pick(" ", "\t", "\n", "\u00a0", "\ufeff", "\u0085", "") + text + s.pick(" ", "", "\u2003")
	}
	return text
}

func (s scribbler) nested(w written, json, inside bool) string {
	if at := strings.LastIndex(w.Type, "["); at >= 0 {
		n := s.IntN(4)
		if size := w.Type[at+1]; size != ']' && s.IntN(8) > 0 {
			n = int(size - '0')
		}
		inner := w
		inner.Type = w.Type[:at]
		return s.list(n, func(int) string { return s.nested(inner, json, inside) })
	}
	if w.Type == "tuple" {
		return s.list(len(w.Components), func(i int) string { return s.nested(w.Components[i], json, inside) })
	}
	text := s.plain(w.Type)
	if !inside {
		return text
	}
	return s.quoted(w.Type, text, json)
}

func (s scribbler) list(n int, item func(int) string) string {
	var items []string
	for i := range n {
		items = append(items, s.blanks(item(i)))
	}
	return "[" + strings.Join(items, s.pick(",", ",", ", ", " ,")) + s.pick("]", "]", "]", "]", "]", " ]")
}

// quoted writes an element, usually with the quotes that JSON requires, sometimes without.
func (s scribbler) quoted(kind, text string, json bool) string {
	odd := s.IntN(10) == 0
	switch {
	case json && !odd && kind == "bool":
		return text
	case json && !odd, !json && odd:
		return strconv.Quote(text)
	case s.IntN(4) == 0:
		return "'" + text + "'"
	}
	return text
}

func (s scribbler) plain(kind string) string {
	hex := func(n int) string {
		b := make([]byte, n)
		for i := range b {
			b[i] = byte(s.Uint32())
		}
		return hexutil.Encode(b)
	}
	switch kind {
	case "bool":
		return s.pick("true", "false", "true", "false", "1", "0", "True", "FALSE", "yes", "")
	case "address":
		a := common.HexToAddress(hex(20))
		return s.pick(a.Hex(), a.Hex(), strings.ToLower(a.Hex()), "0x"+strings.ToUpper(a.Hex()[2:]), a.Hex()[2:], strings.Replace(a.Hex(), "0x", "0X", 1), "0x0", strings.ToUpper(a.Hex()[:30])+a.Hex()[30:])
	case "bytes":
		return s.pick(hex(s.IntN(40)), hex(s.IntN(40)), "0x", "0x1", "0X01", "0xABcd", "zz", "")
	case "bytes32", "bytes4":
		n, _ := strconv.Atoi(strings.TrimPrefix(kind, "bytes"))
		return s.pick(hex(n), hex(n), hex(n), hex(n-1), hex(n+1), "0x")
	case "string":
		return s.pick("", "a", "true", "0x12", "[1]", "ä€😀", "a b", "it's", `quote"`, "\ufffd", "back\\slash", "1,2")
	}
	return s.pick("0", "1", "255", "256", "-1", "-128", "-129", "127", "1e18", "1e3", "0x1f", "0X1F", "-0x5", "ff", "007", "-0", "+5", "1_000", "1.0", "9007199254740991", "9007199254740993",
		"-9007199254740993", "115792089237316195423570985008687907853269984665640564039457584007913129639935", "115792089237316195423570985008687907853269984665640564039457584007913129639936", "0b11", "0o7", "")
}

func (s scribbler) question() question {
	var q question
	q.Method.Name, q.Values = s.pick("f", "g_1", "$x", "transfer"), map[string]any{}
	if s.IntN(100) == 0 {
		q.Method.Name = s.pick("a b", "1f", "receive", "f()", "fallback")
	}
	q.Method.Inputs = []written{}
	for i := range s.IntN(4) {
		name := s.pick("a", "b", "c", "")
		if name != "" || s.IntN(3) > 0 {
			name += "x" + strconv.Itoa(i)
		}
		w := s.input(name, 0)
		q.Method.Inputs = append(q.Method.Inputs, w)
		if name == "" {
			name = strconv.Itoa(i)
		}
		if s.IntN(40) > 0 {
			q.Values[name] = s.value(w)
		}
	}
	return q
}

// ours is the calldata that mpool would have the Safe send, or refused.
func ours(t *testing.T, q question) (data string, refused bool) {
	t.Helper()
	var method, values bytes.Buffer
	for into, what := range map[*bytes.Buffer]any{&method: q.Method, &values: q.Values} {
		if err := json.NewEncoder(into).Encode(what); err != nil {
			t.Fatal(err)
		}
	}
	b, err := ReadBatch(strings.NewReader(file(call(`"data":null,"contractMethod":` + method.String() + `,"contractInputsValues":` + values.String()))))
	if err != nil {
		t.Fatal(err)
	}
	return hexutil.Encode(b.Calls[0].Data), b.Refused() != nil
}

// theirs asks the model; one process answers all questions.
func theirs(t *testing.T, questions []question) []string {
	t.Helper()
	var in bytes.Buffer
	encoder := json.NewEncoder(&in)
	for _, q := range questions {
		if err := encoder.Encode(q); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command("node", "encode.mjs")
	cmd.Dir, cmd.Stdin, cmd.Stderr = builder, &in, os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var answers []string
	lines := bufio.NewScanner(bytes.NewReader(out))
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		answers = append(answers, lines.Text())
	}
	if len(answers) != len(questions) {
		t.Fatalf("%d answers to %d questions", len(answers), len(questions))
	}
	return answers
}

// TestSoakBuilder checks that mpool either encodes any file as the web application does, or refuses
// it. Mpool must not refuse what the web application encodes from plain values.
func TestSoakBuilder(t *testing.T) {
	if _, err := os.Stat(builder + "/node_modules/ethers"); err != nil {
		t.Skip("devnet/builder/node_modules is not installed: make builder")
	}
	n, seed := 400, uint64(1)
	if os.Getenv("MPOOL_SOAK") == "1" {
		n = 10_000
	}
	if given, err := strconv.ParseUint(os.Getenv("MPOOL_SEED"), 10, 64); err == nil {
		seed = given
	}
	s := scribbler{rand.New(rand.NewPCG(seed, 13))}
	var questions []question
	for range n {
		questions = append(questions, s.question())
	}
	same, refused, both := 0, 0, 0
	for i, want := range theirs(t, questions) {
		got, no := ours(t, questions[i])
		switch {
		case no && want == "0x":
			both++
		case no:
			refused++
		case got == want:
			same++
		default:
			text, _ := json.Marshal(questions[i])
			t.Errorf("%s\nmpool sends    %s\nthe model sends %s", text, got, want)
		}
	}
	t.Logf("seed %d, %d inputs: %d encoded alike, %d that the web application cannot encode and mpool refuses, %d more that mpool refuses, 0 encoded otherwise", seed, n, same, both, refused)
	if same < n/8 {
		t.Errorf("only %d of %d are encoded alike", same, n)
	}
}
