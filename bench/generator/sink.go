package main

import (
	"fmt"
	"net"
	"time"
)

// sink asks with `Frame` on a new connection each time and throws away what comes, until `SinkBytes` have come.
func (j *job) sink() (result, error) {
	chunk := make([]byte, 1<<20)
	began := time.Now()
	for i := 0; i < j.SinkTimes; i++ {
		if err := j.sinkOnce(chunk); err != nil {
			return result{}, err
		}
	}
	return result{Calls: j.SinkTimes, Seconds: time.Since(began).Seconds()}, nil
}

func (j *job) sinkOnce(chunk []byte) error {
	conn, err := net.Dial("tcp", fmt.Sprintf("127.0.0.1:%d", j.Port))
	if err != nil {
		return err
	}
	defer conn.Close()
	if _, err := conn.Write(j.Frame); err != nil {
		return err
	}
	for left := j.SinkBytes; left > 0; {
		n, err := conn.Read(chunk)
		if err != nil {
			return fmt.Errorf("%d bytes before the end: %w", left, err)
		}
		left -= n
	}
	return nil
}
