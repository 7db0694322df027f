namespace Sweep.Core.Trainers;

/// <summary>Says of a class that implements <see cref="ITrainer"/> by which name specs ask for it, and what Sweep may do with its runs.</summary>
/// <param name="name">Letters, digits, <c>_</c>, <c>.</c> and <c>-</c>.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class TrainerAttribute(string name) : Attribute
{
    public string Name { get; } = name;

    /// <inheritdoc cref="TrainerSpec.Version"/>
    public string? Version { get; set; }

    /// <inheritdoc cref="TrainerSpec.Resource"/>
    public string? Resource { get; set; }

    /// <inheritdoc cref="TrainerSpec.SharesPrefixes"/>
    public bool SharesPrefixes { get; set; }

    /// <inheritdoc cref="TrainerSpec.IsResumable"/>
    public bool IsResumable { get; set; }

    /// <inheritdoc cref="TrainerSpec.IsDeterministic"/>
    public bool IsDeterministic { get; set; }

    /// <inheritdoc cref="TrainerSpec.Slots"/>
    public int Slots { get; set; } = 1;

    /// <summary>What a sweep's spec says of it.</summary>
    public TrainerSpec ToSpec() => new(Name)
    {
        Version = Version,
        Resource = Resource,
        SharesPrefixes = SharesPrefixes,
        IsResumable = IsResumable,
        IsDeterministic = IsDeterministic,
        Slots = Slots,
    };
}
