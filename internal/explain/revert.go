package explain

import (
	"mpool/internal/decode"
	"mpool/internal/revert"
)

// ReadRevert decodes revert data.
func ReadRevert(d *decode.Decoder, data []byte) (*Revert, error) {
	custom, err := d.Error(data)
	if err != nil {
		return nil, err
	}
	v := NewRevert(revert.Decode(data, ""))
	if custom.Name != "Error" && custom.Name != "Panic" {
		v.Code, v.Name, v.Meaning, v.Remedy, v.Args = custom.Signature, custom.Name, custom.Meaning, custom.Remedy, custom.Args
	}
	return v, nil
}
