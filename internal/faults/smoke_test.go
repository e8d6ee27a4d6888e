package faults_test

import "testing"

func TestSmoke(t *testing.T) {
	op := weightsUpdate()
	w := newWorld(t)
	w.planned(op)
	e := w.run(nil, op.send()...)
	t.Log(e.took, e.err, e.out)
	w.wants(e, 0)
	w.sentOnce()
	w.asTwin(op)
	w.finished(op)
	t.Log(w.proxy.Calls(), w.status())
}
