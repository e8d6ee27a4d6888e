// Package anvil finds the development node of that name and runs it as a child
// process on loopback, which ends when this program does, whatever it ends of.
package anvil
