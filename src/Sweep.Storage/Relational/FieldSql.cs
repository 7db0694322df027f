using Sweep.Storage.Trials;

namespace Sweep.Storage.Relational;

/// <summary>How a database says what the fields of a trial t are.</summary>
internal abstract class FieldSql
{
    /// <summary>
    /// The field's value, of its kind or null: what is of another kind, which somebody has written, and NaN count as no value, so that both databases
    /// sort alike and a place in the order can be told.
    /// </summary>
    public abstract string Of(TrialField field, SqlValues values);

    /// <summary>A value of any kind as a parameter takes it.</summary>
    public abstract object Keep(object value);

    /// <summary>Whether a text has another in it, in any case.</summary>
    public abstract string Contains(string text, string part);
}
