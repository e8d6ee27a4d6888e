package text

import "time"

// Reader is who reads a file, as a page's reader is who reads a terminal: with names of
// addresses of their own, and a clock in their zone.
type Reader struct {
	Labels Labels
	Zone   *time.Location // nil: UTC
}

// Shown is a line with the names of addresses, and times in the reader's zone.
func (r Reader) Shown(line string) string { return InZone(Labelled(line, r.Labels), r.Zone) }

// ZoneName is what a table calls the reader's zone.
func (r Reader) ZoneName() string {
	if r.Zone == nil {
		return "UTC"
	}
	return r.Zone.String()
}

// Reader is the page's.
func (p *Page) Reader() Reader { return Reader{p.Labels, p.Zone} }
