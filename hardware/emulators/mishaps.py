"""What a fault does to the machine, and to how it speaks."""

from typing import assert_never

from hardware.emulators import control
from hardware.emulators.machine import Machine
from hardware.emulators.voice import Voice


def befall(machine: Machine, fault: control.AnyBodyFault) -> None:
    match fault:
        case control.PaperOut():
            machine.is_paper_out = True
        case control.PaperIn():
            machine.is_paper_out = machine.is_near_end = False
        case control.NearEnd(is_on=is_on):
            machine.is_near_end = is_on
        case control.CoverOpen():
            machine.is_cover_open = True
        case control.CoverClose():
            machine.is_cover_open = False
        case control.CutterJam():
            machine.is_blade_blocked = True
        case control.CutterFree():
            machine.is_blade_blocked = False
        case control.Hot(is_on=is_on):
            machine.is_hot = is_on
        case control.Broken():
            machine.is_broken = True
        case control.TakeTicket():
            machine.is_ticket_held = False
        case control.MouthJam(is_on=is_on):
            machine.is_mouth_jammed = is_on
        case _:
            assert_never(fault)


def mumble(voice: Voice, fault: control.AnySpeechFault) -> None:
    match fault:
        case control.Silent(is_on=is_on):
            voice.is_silent = is_on
        case control.Delay(answers_s=answers_s):
            voice.delay_s = answers_s
        case control.OneByOne(is_on=is_on):
            voice.is_one_by_one = is_on
        case control.HalfAnswers(times=times):
            voice.halves = times
        case control.LoseAnswers(times=times):
            voice.lost = times
        case control.GarbleAnswers(times=times):
            voice.garbled = times
        case control.Noise(hex=text):
            voice.speak(bytes.fromhex(text))
        case _:
            assert_never(fault)
