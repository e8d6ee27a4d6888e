package safe

import (
	"encoding/json"
	"strings"

	"mpool/internal/ops"
)

// limitsField is where meta holds the limits of the pool file that a batch was made of, as
// JSON in a text. Other programs ignore it, and the checksum covers it.
const limitsField = "mpoolLimits"

// limits reads the limits that a batch carries. They only refuse more, so that nobody gains
// by adding some. What cannot be read refuses.
func (b *Batch) limits(field *document) {
	if field.kind == kindNull {
		return
	}
	limits := &ops.Guards{}
	reader := json.NewDecoder(strings.NewReader(field.text))
	reader.DisallowUnknownFields()
	err := reader.Decode(limits)
	none := ops.Guards{File: limits.File, DecidesAgain: limits.DecidesAgain}
	if field.kind != kindString || err != nil || reader.More() || *limits == none {
		b.find(ops.Refuse, "batch.limits", "cannot read the limits of the pool file in the batch: meta.%s is %s", limitsField, shownJSON(field)).
			Hint = "use a newer version of mpool, or ask the author for the original file"
		return
	}
	b.Limits = limits
}

// sameLimits says whether two batches carry the same limits.
func sameLimits(a, b *ops.Guards) bool {
	one, err := json.Marshal(a)
	two, failed := json.Marshal(b)
	return err == nil && failed == nil && string(one) == string(two)
}
