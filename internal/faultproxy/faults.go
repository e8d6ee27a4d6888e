package faultproxy

import (
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common"
)

// Fault is one thing that goes wrong: with a whole HTTP exchange (transport), or with the answer to
// one call (answer).
type Fault struct {
	Name      string
	transport func(*exchange)
	answer    func(c call, forward func() json.RawMessage) json.RawMessage
}

// LoseAnswer passes the calls on but answers that the gateway timed out.
func LoseAnswer() Fault {
	return Fault{Name: "answer lost", transport: func(x *exchange) {
		x.answers(make([]Fault, len(x.calls)))
		http.Error(x.w, "upstream timed out", http.StatusGatewayTimeout)
	}}
}

// Hangup passes the calls on and breaks the connection before the answer.
func Hangup() Fault {
	return Fault{Name: "hung up", transport: func(x *exchange) {
		x.answers(make([]Fault, len(x.calls)))
		x.reset()
	}}
}

// Reset breaks the connection before the calls reach the node.
func Reset() Fault { return Fault{Name: "connection reset", transport: (*exchange).reset} }

func (x *exchange) reset() {
	connection, _, err := http.NewResponseController(x.w).Hijack()
	if err != nil {
		return
	}
	if tcp, ok := connection.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0) // send a TCP reset instead of closing in order
	}
	_ = connection.Close()
}

// Status answers with an HTTP status and a text, and passes nothing on.
func Status(code int, text string) Fault {
	return Fault{Name: fmt.Sprintf("HTTP %d", code), transport: func(x *exchange) { http.Error(x.w, text, code) }}
}

// HTML answers with an HTML page and status 200, as captive portals do.
func HTML() Fault {
	return Fault{Name: "HTML", transport: func(x *exchange) {
		x.w.Header().Set("Content-Type", "text/html")
		_, _ = x.w.Write([]byte("<html><body>Please sign in at " + x.address() + "</body></html>"))
	}}
}

// address is the whole URL of the request, which may hold a key.
func (x *exchange) address() string { return "http://" + x.r.Host + x.r.URL.String() }

// Truncate passes the calls on and sends only the first half of the answer.
func Truncate() Fault {
	return Fault{Name: "truncated", transport: func(x *exchange) {
		text := x.text(x.answers(make([]Fault, len(x.calls))))
		x.w.Header().Set("Content-Type", "application/json")
		_, _ = x.w.Write(text[:len(text)/2])
	}}
}

// Stall passes nothing on and does not answer, for the given time or until the client gives up.
// Then it breaks the connection.
func Stall(long time.Duration) Fault {
	return Fault{Name: "stall", transport: func(x *exchange) {
		select {
		case <-x.r.Context().Done():
		case <-x.stop:
		case <-time.After(long):
		}
		x.reset()
	}}
}

// Huge answers with a string of this many megabytes.
func Huge(megabytes int) Fault {
	return Fault{Name: "huge", transport: func(x *exchange) {
		x.w.Header().Set("Content-Type", "application/json")
		_, _ = x.w.Write([]byte(`{"jsonrpc":"2.0","id":1,"result":"0x`))
		chunk := []byte(strings.Repeat("0", 1<<20))
		for range megabytes {
			if _, err := x.w.Write(chunk); err != nil {
				return
			}
		}
		_, _ = x.w.Write([]byte(`"}`))
	}}
}

// EmptyBatch answers with an empty list.
func EmptyBatch() Fault {
	return Fault{Name: "empty batch", transport: func(x *exchange) {
		x.w.Header().Set("Content-Type", "application/json")
		_, _ = x.w.Write([]byte("[]"))
	}}
}

// WrongID passes the call on and changes the id in its answer.
func WrongID() Fault {
	return Fault{Name: "wrong id", answer: func(_ call, forward func() json.RawMessage) json.RawMessage {
		var answer map[string]json.RawMessage
		if json.Unmarshal(forward(), &answer) != nil {
			return nil
		}
		answer["id"] = json.RawMessage("987654321")
		text, err := json.Marshal(answer)
		if err != nil {
			return nil
		}
		return text
	}}
}

// Error answers with a JSON-RPC error and passes nothing on.
func Error(code int, message string) Fault {
	return Fault{Name: fmt.Sprintf("error %d", code), answer: func(c call, _ func() json.RawMessage) json.RawMessage {
		return failed(c, code, message)
	}}
}

// Tattle answers with an error that holds the whole URL, as providers' proxies do.
func Tattle() Fault {
	return Fault{Name: "error with the URL", transport: func(x *exchange) {
		answers := make([]json.RawMessage, len(x.calls))
		for i, c := range x.calls {
			answers[i] = failed(c, -32000, "Post \""+x.address()+"\": upstream failed for "+x.r.URL.Path)
		}
		x.reply(answers)
	}}
}

// Result answers every call with this value, and passes nothing on.
func Result(name string, value any) Fault {
	return Fault{Name: name, answer: func(c call, _ func() json.RawMessage) json.RawMessage { return result(c.ID, value) }}
}

// Null answers with null.
func Null() Fault { return Result("null", nil) }

// ChainID answers with another chain ID.
func ChainID(id uint64) Fault { return Result("chain id", fmt.Sprintf("0x%x", id)) }

// Receipt invents a successful receipt for any transaction, in a block that does not exist.
func Receipt(number uint64) Fault {
	return Fault{Name: "invented receipt", answer: func(c call, _ func() json.RawMessage) json.RawMessage {
		var hashes []common.Hash
		if json.Unmarshal(c.Params, &hashes) != nil || len(hashes) != 1 {
			return result(c.ID, nil)
		}
		return result(c.ID, map[string]any{
			"transactionHash": hashes[0], "blockHash": common.HexToHash("0xbad"), "blockNumber": fmt.Sprintf("0x%x", number),
			"status": "0x1", "gasUsed": "0x5208", "effectiveGasPrice": "0x1", "from": common.Address{},
		})
	}}
}

// Deny passes the call on but answers with an error, as gateways do when an answer comes too late.
func Deny(code int, message string) Fault {
	return Fault{Name: fmt.Sprintf("error %d, passed on", code), answer: func(c call, forward func() json.RawMessage) json.RawMessage {
		forward()
		return failed(c, code, message)
	}}
}
