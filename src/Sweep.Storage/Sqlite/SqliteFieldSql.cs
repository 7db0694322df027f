using Sweep.Storage.Model;
using Sweep.Storage.Relational;
using Sweep.Storage.Trials;

namespace Sweep.Storage.Sqlite;

/// <summary>The fields of a trial in SQLite, which keeps any value in any column.</summary>
internal sealed class SqliteFieldSql : FieldSql
{
    public static SqliteFieldSql Instance { get; } = new();

    public override string Of(TrialField field, SqlValues values)
    {
        // The primary key as it is, so that its index is used.
        if (field == TrialField.Number)
            return "t.number";
        if (!field.IsParameter)
        {
            var types = field.Kind switch
            {
                TrialFieldKind.Whole or TrialFieldKind.Truth => "'integer'",
                TrialFieldKind.Real => "'real', 'integer'",
                _ => "'text'",
            };
            return $"(CASE WHEN typeof(t.{field.Name}) IN ({types}) THEN t.{field.Name} END)";
        }

        // Names of parameters have no quotes.
        var path = values.Add($"$.\"{field.Name}\"");
        var kinds = field.Kind switch
        {
            TrialFieldKind.Text => "'text'",
            TrialFieldKind.Whole => "'integer'",
            TrialFieldKind.Real => "'real', 'integer'",
            _ => "'true', 'false'",
        };
        return $"(CASE WHEN json_valid(t.parameters) THEN CASE WHEN json_type(t.parameters, {path}) IN ({kinds}) THEN json_extract(t.parameters, {path}) END END)";
    }

    public override object Keep(object value) => value switch
    {
        bool flag => flag ? 1L : 0L,
        DateTimeOffset time => UtcText.Format(time),
        _ => value,
    };

    public override string Contains(string text, string part) => $"instr(lower({text}), lower({part})) > 0";
}
