using System.Diagnostics.CodeAnalysis;

namespace Sweep.Service.Answers;

/// <summary>What was asked for, or why it is refused. Failures of the database are <see cref="Storage.Faults.StoreException"/>.</summary>
public readonly struct Answer<T>
    where T : notnull
{
    private readonly T? _value;

    private Answer(T? value, Refusal? refusal) => (_value, Refusal) = (value, refusal);

    /// <summary>Null where it was answered.</summary>
    public Refusal? Refusal { get; }

    public static implicit operator Answer<T>(T value) => new(value, null);

    public static implicit operator Answer<T>(Refusal refusal) => new(default, refusal);

    public bool TryGet([NotNullWhen(true)] out T? value, [NotNullWhen(false)] out Refusal? refusal)
    {
        (value, refusal) = (_value, Refusal);
        return refusal is null;
    }

    /// <exception cref="RefusalException">It is refused.</exception>
    public T Require() => Refusal is null ? _value! : throw new RefusalException(Refusal);
}
