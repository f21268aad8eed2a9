;; Makes a module of its text, in the place where that is: what is written never overtakes what is read.
;;
;; Below 512 is the table: rows of 128 bytes, one for each character. A character above 124 is no byte: it says in which
;; row the next one is looked up, the second or the third.
(module
  (memory (export "memory") 1)
  (data (i32.const 0) "TABLE")
  (func (export "decode") (param $length i32) (result i32)
    (local $from i32) (local $to i32) (local $end i32) (local $row i32) (local $character i32)
    (local.set $from (i32.const 512))
    (local.set $to (i32.const 512))
    (local.set $end (i32.add (i32.const 512) (local.get $length)))
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $from) (local.get $end)))
        (local.set $character (i32.load8_u (local.get $from)))
        (local.set $from (i32.add (local.get $from) (i32.const 1)))
        (if (i32.gt_u (local.get $character) (i32.const 124))
          (then
            (local.set $row (i32.shl (i32.sub (local.get $character) (i32.const 124)) (i32.const 7))))
          (else
            (i32.store8 (local.get $to) (i32.load8_u (i32.add (local.get $row) (local.get $character))))
            (local.set $to (i32.add (local.get $to) (i32.const 1)))
            (local.set $row (i32.const 0))))
        (br $next)))
    (i32.sub (local.get $to) (i32.const 512))))
