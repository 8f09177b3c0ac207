"""What to do about each file in which something of a forgotten client is left."""

from guides.build.workshop import CLIENTS
from guides.clients.handed_on import NAME as PARCELS
from guides.store.practice import PracticeFolder
from guides.store.searching import Left


def advice_for(folder: PracticeFolder, left: Left) -> str:
    """What a file is, as far as its place tells, and what to do with it."""
    if left.in_name:
        return "Its name tells of them. Look whether it is theirs; then delete it, or give it another name."
    others = folder.hidden / CLIENTS
    if left.path.is_relative_to(others):
        whose = left.path.relative_to(others).parts[0]
        if left.path.name == PARCELS:
            return (
                f"This is the program's own list of the parcels of client {whose}. All it holds of others is the name "
                f"of a folder that you chose, and a word of their row stands there too. Look: if it is theirs, name "
                f"the folder otherwise, and delete this list; guides whose then knows these parcels no more."
            )
        return (
            f"Something that stood in their row is in what is kept for client {whose}. Look at that client's row and "
            f"guides: if it is not theirs either, take the word out there and build again."
        )
    if left.path.is_relative_to(folder.hidden / "cache"):
        return "Something that stood in their row is in it. Delete it: the next build makes it anew where it is needed."
    if left.path.is_relative_to(folder.out):
        return (
            "Something that stood in their row is in it. Look whose words these are; if they are theirs, take them "
            "out of the script, and build again."
        )
    return (
        "Something that stood in their row is in it. Look at it; if it is of them, delete it, or take the words out "
        "of it."
    )
