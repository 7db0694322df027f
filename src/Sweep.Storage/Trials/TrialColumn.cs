namespace Sweep.Storage.Trials;

/// <summary>A column of the table <c>trials</c>; see <see cref="TrialColumnOf{T}"/>.</summary>
/// <param name="Name">In SQL and in exports.</param>
/// <param name="Comment">What it holds, for databases that keep comments.</param>
public abstract record TrialColumn(string Name, string Comment)
{
    /// <summary>May be null in the database, though its values here may not be.</summary>
    internal bool IsOptional { get; init; }

    /// <summary>The type of its values.</summary>
    internal abstract Type Kind { get; }

    /// <summary>Whether it may be null in the database.</summary>
    public bool IsNullable => IsOptional || Nullable.GetUnderlyingType(Kind) is not null;

    /// <summary>By what the model takes it: a JSON document is text there.</summary>
    internal Type StoredType => Kind == typeof(JsonText) ? typeof(string) : IsOptional && Kind.IsValueType ? typeof(Nullable<>).MakeGenericType(Kind) : Kind;

    /// <summary>"FinalLoss", of which the model makes "final_loss" again.</summary>
    internal string PropertyName => string.Concat(Name.Split('_').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
