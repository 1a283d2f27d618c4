"""What the program without Python runs: the command `disclose`, or a worker of its roll-up."""  # noqa: INP001 - run by its path

from multiprocessing import freeze_support

if __name__ == "__main__":
    freeze_support()  # a worker is this program, too: it works here, and ends

    from disclose.cli import main

    main()
