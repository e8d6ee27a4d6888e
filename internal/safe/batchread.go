package safe

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/ops"
)

// mostCalls is the largest number of calls without a warning: above it the wallets of some signers
// fail.
const mostCalls = 100

// mostTransactions is more than fits into a block. A longer list is an error.
const mostTransactions = 1000

// ReadBatch reads a file of the Transaction Builder, as the web application and other tools write it.
// It fails if the file is not a batch. All other faults are findings of the batch.
func ReadBatch(from io.Reader) (*Batch, error) {
	file, err := readDocument(from)
	if err != nil {
		return nil, fmt.Errorf("this is not a batch of the Transaction Builder: %w", err)
	}
	list := file.get("transactions")
	if file.kind != kindObject || list.kind != kindArray {
		return nil, fmt.Errorf("this is not a batch of the Transaction Builder: it has no list of transactions")
	}
	b := &Batch{}
	b.head(file)
	b.checksum(file)
	for i, item := range list.items {
		b.call(i+1, item)
	}
	b.count()
	return b, nil
}

func (b *Batch) head(file *document) {
	b.unknown("the file", file, "version", "chainId", "createdAt", "meta", "transactions")
	if version := file.get("version"); version.kind != kindString || version.text != "1.0" {
		b.find(ops.Warn, "batch.version", "the file version is %s, expected 1.0", shownJSON(version))
	}
	b.chain(file.get("chainId"))
	meta := file.get("meta")
	if meta.kind != kindObject {
		b.find(ops.Warn, "batch.meta", "the file does not say where it comes from: meta is %s", meta.kind)
		return
	}
	b.unknown("meta", meta, "name", "description", "txBuilderVersion", "createdFromSafeAddress", "createdFromOwnerAddress", "checksum", limitsField)
	b.Name, b.Description, b.Builder = meta.get("name").text, meta.get("description").text, meta.get("txBuilderVersion").text
	b.limits(meta.get(limitsField))
	if from := meta.get("createdFromSafeAddress"); from.text != "" && from.kind != kindNull {
		b.madeFrom(from.text)
	}
}

// madeFrom reads the Safe that the batch was made from. No program sends to it, so wrong capitals and
// blanks are only a note.
func (b *Batch) madeFrom(text string) {
	address, err := ParseAddress(text)
	if trimmed := strings.TrimSpace(text); err != nil && strings.HasPrefix(trimmed, "0x") && common.IsHexAddress(trimmed) {
		b.Safe = common.HexToAddress(trimmed)
		b.find(ops.Note, "batch.safe", "the Safe of the batch is written %s, with wrong capitals or spaces", quoteJS(clip(text)))
		return
	}
	if err != nil {
		b.find(ops.Refuse, "batch.safe", "the Safe of the batch: %s", err)
	}
	b.Safe = address
}

// chain reads the chain ID, which the web application writes as a string.
func (b *Batch) chain(id *document) {
	n, err := strconv.ParseUint(id.text, 10, 64)
	switch {
	case id.kind == kindNull:
		b.find(ops.Warn, "batch.chain", "the file does not name a chain")
	case err != nil || n == 0:
		b.find(ops.Refuse, "batch.chain", "the chain ID %s is not valid", shownJSON(id))
	case id.kind == kindNumber:
		b.find(ops.Warn, "batch.chain.number", "the chain ID is a JSON number; the Transaction Builder writes a string")
	}
	b.ChainID = n
}

func (b *Batch) checksum(file *document) {
	written := file.get("meta").get("checksum")
	want := checksum(file)
	switch {
	case written.kind == kindNull || written.text == "":
		b.Checksum = ChecksumMissing
		b.find(ops.Note, "batch.checksum.missing", "the file has no checksum, so accidental changes cannot be detected")
	case strings.EqualFold(written.text, want.Hex()):
		b.Checksum = ChecksumRight
	default:
		b.Checksum = ChecksumWrong
		found := b.find(ops.Warn, "batch.checksum", "the file was changed after it was written: its checksum is %s, but its contents give %s", shownJSON(written), want)
		found.Hint = "ask the author for the original file"
	}
}

// RequireChecksum makes a wrong or missing checksum a finding of severity refuse.
func (b *Batch) RequireChecksum() {
	for i := range b.Findings {
		if code := b.Findings[i].Code; code == "batch.checksum" || code == "batch.checksum.missing" {
			b.Findings[i].Severity = ops.Refuse
		}
	}
}

// count checks the number of calls.
func (b *Batch) count() {
	switch n := len(b.Calls); {
	case n == 0:
		b.find(ops.Refuse, "batch.empty", "the batch has no transactions")
	case n > mostCalls:
		b.find(ops.Warn, "batch.long", "the batch has %d transactions; some wallets fail above %d", n, mostCalls).
			Hint = "split the batch if a signer's wallet fails"
	}
}

// unknown reports fields that the Transaction Builder ignores: another program could read them and do
// something else.
func (b *Batch) unknown(where string, d *document, known ...string) {
	more, folded := 0, false
	for _, key := range d.keys {
		switch {
		case contains(known, key):
		case !folded && foldsTo(known, key) != "":
			folded = true
			b.find(ops.Refuse, "batch.field.case", "%s has a field %s, which some programs read as %q: they would read another batch than this one", where, quoteJS(clip(key)), foldsTo(known, key)).
				Hint = "ask the author for a file without it"
		case b.fields == mostFields:
			more++
		default:
			b.fields++
			b.find(ops.Note, "batch.field", "%s has a field %s, which the Transaction Builder ignores", where, quoteJS(clip(key)))
		}
	}
	if more > 0 && !b.crowded {
		b.crowded = true
		b.find(ops.Warn, "batch.field", "%s and later parts have more fields that the Transaction Builder ignores: %d here", where, more)
	}
}

// foldsTo is the known field that differs from the key only by case; "" if none does.
func foldsTo(known []string, key string) string {
	for _, item := range known {
		if strings.EqualFold(item, key) {
			return item
		}
	}
	return ""
}

// mostFields is the most ignored fields that are named one by one.
const mostFields = 20

func contains(list []string, s string) bool {
	for _, item := range list {
		if item == s {
			return true
		}
	}
	return false
}

// shownJSON is a value as messages show it.
func shownJSON(d *document) string {
	switch d.kind {
	case kindString:
		return quoteJS(clip(d.text))
	case kindNumber:
		return "the JSON number " + clip(d.text)
	case kindBool:
		return "the JSON value " + clip(d.text)
	}
	return d.kind.String()
}

// ParseAddress reads an address strictly: 0x and 20 bytes in hexadecimal, and the EIP-55 checksum if
// it has letters of both cases.
func ParseAddress(s string) (common.Address, error) {
	if !common.IsHexAddress(s) || !strings.HasPrefix(s, "0x") {
		return common.Address{}, fmt.Errorf("%s is not a valid address", quoteJS(clip(s)))
	}
	address, digits := common.HexToAddress(s), s[2:]
	if digits != strings.ToLower(digits) && digits != strings.ToUpper(digits) && address.Hex() != s {
		return common.Address{}, fmt.Errorf("%s has a wrong checksum (capital letters): a character is mistyped", s)
	}
	return address, nil
}
