using System.Collections.Immutable;
using Sweep.Core.Trainers;

namespace Sweep.Core.Specs.Reading;

/// <summary>Reads a command that an operator has set up: what the section <c>trainer</c> of a spec has of a command, as a file of its own.</summary>
public static class TrainerFile
{
    /// <summary>The command, or everything that is wrong with it; never throws.</summary>
    public static (TrainerCommand? Command, ImmutableArray<SpecError> Errors) Read(ReadOnlySpan<byte> utf8)
    {
        var errors = new SpecErrors();
        var trainer = SpecText.Decode(utf8, errors) is { } text && SpecText.Check(text, errors) is { } whole && YamlNodes.Read(whole, errors) is { } root
            ? new TrainerReader(errors, KnownTrainers.Default).Read(root)
            : null;
        if (trainer is not null && trainer.Trainer.Command is null)
            errors.Add(new SpecError("trainer", null, null, "", "is no command", "write command: [python3, train.py, \"${args}\"]"));
        return errors.Any ? (null, errors.ToImmutable()) : (trainer?.Trainer.Command, []);
    }
}
