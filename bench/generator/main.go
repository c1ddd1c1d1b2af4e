// A load generator for Hadoop IPC that costs as little as it can: one thread, epoll, frames made beforehand in which only
// the call id and a number in the path change. It keeps a number of calls in flight on each of a number of connections
// and measures every one. A job comes as JSON on stdin; the result goes to stdout. See ../load-generator.ts.
package main

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
	"syscall"
	"time"
)

// job is what to do. Bytes are in base64.
type job struct {
	Port        int
	Connections int
	InFlight    int // calls under way on each connection
	WarmUpMs    int
	MeasureMs   int
	Opening     []byte // what begins a connection: preface and context
	Frame       []byte // one call
	CallIDAt    int    // where its call id stands, as a varint of four bytes
	NumberAt    [2]int // where a path's number stands: the directory's digits, and the name's; -1: nowhere
	Digits      [2]int // how many they are
	SinkBytes   int    // not 0: no calls; the frame is sent and so many bytes are read
	SinkTimes   int
}

// result tells of the calls that ended within the measured time. Milliseconds.
type result struct {
	Calls   int
	Seconds float64
	P50     float64
	P99     float64
	Max     float64
}

// Call ids begin here: from 2^20 to 2^27 their zigzag form is a varint of exactly four bytes.
const firstCallID = 1 << 20

type connection struct {
	fd    int
	wants uint32 // what epoll watches for
	in    []byte // received, not yet a whole frame
	out   []byte // to be written
	calls []call
}

type call struct {
	generation int
	sent       time.Time
}

type generator struct {
	job
	epoll       int
	connections []*connection
	number      uint64
	inFlight    int
	stopping    bool
	measureFrom time.Time
	measureTo   time.Time
	latencies   []int32 // microseconds
}

func main() {
	var g generator
	err := json.NewDecoder(os.Stdin).Decode(&g.job)
	if err == nil {
		err = g.run()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func (g *generator) run() error {
	if g.SinkBytes > 0 {
		r, err := g.sink()
		if err != nil {
			return err
		}
		return json.NewEncoder(os.Stdout).Encode(r)
	}
	var err error
	if g.epoll, err = syscall.EpollCreate1(0); err != nil {
		return err
	}
	for i := 0; i < g.Connections; i++ {
		c, err := g.connect(i)
		if err != nil {
			return fmt.Errorf("connection %d to port %d: %w", i, g.Port, err)
		}
		g.connections = append(g.connections, c)
	}
	g.latencies = make([]int32, 0, 1<<22)
	g.measureFrom = time.Now().Add(time.Duration(g.WarmUpMs) * time.Millisecond)
	g.measureTo = g.measureFrom.Add(time.Duration(g.MeasureMs) * time.Millisecond)
	for i, c := range g.connections {
		now := time.Now()
		for j := range c.calls {
			g.send(i, j, now)
		}
		if err := g.flush(i); err != nil {
			return err
		}
	}
	if err := g.loop(); err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(g.result())
}

func (g *generator) connect(index int) (*connection, error) {
	fd, err := syscall.Socket(syscall.AF_INET, syscall.SOCK_STREAM|syscall.SOCK_CLOEXEC, 0)
	if err != nil {
		return nil, err
	}
	if err := syscall.Connect(fd, &syscall.SockaddrInet4{Port: g.Port, Addr: [4]byte{127, 0, 0, 1}}); err != nil {
		return nil, err
	}
	if err := syscall.SetsockoptInt(fd, syscall.IPPROTO_TCP, syscall.TCP_NODELAY, 1); err != nil {
		return nil, err
	}
	if err := syscall.SetNonblock(fd, true); err != nil {
		return nil, err
	}
	event := syscall.EpollEvent{Events: syscall.EPOLLIN, Fd: int32(index)}
	if err := syscall.EpollCtl(g.epoll, syscall.EPOLL_CTL_ADD, fd, &event); err != nil {
		return nil, err
	}
	return &connection{fd: fd, wants: syscall.EPOLLIN, out: append([]byte(nil), g.Opening...), calls: make([]call, g.InFlight)}, nil
}

// loop runs until the measured time is over and every call has its answer.
func (g *generator) loop() error {
	events := make([]syscall.EpollEvent, 256)
	chunk := make([]byte, 256<<10)
	for !g.stopping || g.inFlight > 0 {
		n, err := syscall.EpollWait(g.epoll, events, 10_000)
		if errors.Is(err, syscall.EINTR) {
			continue
		}
		if err != nil {
			return err
		}
		if n == 0 {
			return fmt.Errorf("no answer for 10 s, %d calls in flight", g.inFlight)
		}
		for _, event := range events[:n] {
			index := int(event.Fd)
			if event.Events&syscall.EPOLLOUT != 0 {
				if err := g.flush(index); err != nil {
					return err
				}
			}
			if event.Events&^syscall.EPOLLOUT == 0 {
				continue
			}
			if err := g.receive(index, chunk); err != nil {
				return err
			}
		}
	}
	return nil
}

// send puts one more call behind what is to be written on a connection.
func (g *generator) send(index, slot int, now time.Time) {
	c := g.connections[index]
	at := len(c.out)
	c.out = append(c.out, g.Frame...)
	frame := c.out[at:]
	one := &c.calls[slot]
	one.generation = (one.generation + 1) % 16
	one.sent = now
	id := uint32(firstCallID + one.generation*g.Connections*g.InFlight + index*g.InFlight + slot)
	zigzag := id << 1
	for i := 0; i < 4; i++ {
		frame[g.CallIDAt+i] = byte(zigzag>>(7*i)) & 0x7f
		if i < 3 {
			frame[g.CallIDAt+i] |= 0x80
		}
	}
	number := g.number
	g.number++
	for part := 1; part >= 0; part-- {
		for digit := g.Digits[part] - 1; digit >= 0 && g.NumberAt[part] >= 0; digit-- {
			frame[g.NumberAt[part]+digit] = byte('0' + number%10)
			number /= 10
		}
	}
	g.inFlight++
}

func (g *generator) flush(index int) error {
	c := g.connections[index]
	for len(c.out) > 0 {
		n, err := syscall.Write(c.fd, c.out)
		if errors.Is(err, syscall.EAGAIN) {
			return g.watch(index, syscall.EPOLLIN|syscall.EPOLLOUT)
		}
		if err != nil {
			return fmt.Errorf("writing: %w", err)
		}
		if n < len(c.out) {
			c.out = c.out[n:]
			continue
		}
		if cap(c.out) > 1<<20 {
			c.out = nil
		} else {
			c.out = c.out[:0]
		}
		return g.watch(index, syscall.EPOLLIN)
	}
	return nil
}

func (g *generator) watch(index int, wants uint32) error {
	c := g.connections[index]
	if c.wants == wants {
		return nil
	}
	c.wants = wants
	event := syscall.EpollEvent{Events: wants, Fd: int32(index)}
	return syscall.EpollCtl(g.epoll, syscall.EPOLL_CTL_MOD, c.fd, &event)
}

// receive takes what has come on a connection, and asks again for every answer.
func (g *generator) receive(index int, chunk []byte) error {
	c := g.connections[index]
	n, err := syscall.Read(c.fd, chunk)
	if errors.Is(err, syscall.EAGAIN) {
		return nil
	}
	if err != nil || n == 0 {
		return fmt.Errorf("the server closed the connection (%v), %d calls in flight", err, g.inFlight)
	}
	now := time.Now()
	if now.After(g.measureTo) {
		g.stopping = true
	}
	rest := chunk[:n]
	if len(c.in) > 0 {
		c.in = append(c.in, rest...)
		rest = c.in
	}
	for len(rest) >= 4 {
		length := int(binary.BigEndian.Uint32(rest))
		if len(rest) < 4+length {
			break
		}
		if err := g.answer(index, rest[4:4+length], now); err != nil {
			return err
		}
		rest = rest[4+length:]
	}
	c.in = append(c.in[:0], rest...)
	return g.flush(index)
}

// answer takes one response: RpcResponseHeaderProto, delimited, begins with the call id (field 1) and the status (2).
func (g *generator) answer(index int, frame []byte, now time.Time) error {
	_, n := binary.Uvarint(frame)
	if n <= 0 || n >= len(frame) || frame[n] != 1<<3 {
		return fmt.Errorf("a response that begins with % x", frame[:min(16, len(frame))])
	}
	at := n + 1
	id, n := binary.Uvarint(frame[at:])
	at += n
	if n <= 0 || at+1 >= len(frame) || frame[at] != 2<<3 || frame[at+1] != 0 {
		return fmt.Errorf("call %d was refused: %q", id, frame)
	}
	c := g.connections[index]
	slot := int(id-firstCallID) % (g.Connections * g.InFlight)
	if slot/g.InFlight != index {
		return fmt.Errorf("connection %d was answered a call %d that is not its own", index, id)
	}
	slot %= g.InFlight
	g.inFlight--
	if now.After(g.measureFrom) && !now.After(g.measureTo) {
		g.latencies = append(g.latencies, int32(now.Sub(c.calls[slot].sent).Microseconds()))
	}
	if !g.stopping {
		g.send(index, slot, now)
	}
	return nil
}

func (g *generator) result() result {
	r := result{Calls: len(g.latencies), Seconds: g.measureTo.Sub(g.measureFrom).Seconds()}
	if r.Calls == 0 {
		return r
	}
	slices.Sort(g.latencies)
	quantile := func(q float64) float64 {
		return float64(g.latencies[min(r.Calls-1, int(float64(r.Calls)*q))]) / 1000
	}
	r.P50, r.P99, r.Max = quantile(0.5), quantile(0.99), quantile(1)
	return r
}
