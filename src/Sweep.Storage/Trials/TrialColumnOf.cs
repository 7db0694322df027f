namespace Sweep.Storage.Trials;

/// <summary>A column of the table <c>trials</c>.</summary>
/// <typeparam name="T">Of its values.</typeparam>
/// <param name="Value">That of a row.</param>
public sealed record TrialColumnOf<T>(string Name, Func<TrialRecord, T> Value, string Comment) : TrialColumn(Name, Comment)
{
    internal override Type Kind => typeof(T);
}
