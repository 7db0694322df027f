using Sweep.Storage.Relational;
using Sweep.Storage.Trials;

namespace Sweep.Storage.Postgres;

/// <summary>The fields of a trial on PostgreSQL.</summary>
internal sealed class PostgresFieldSql : FieldSql
{
    public static PostgresFieldSql Instance { get; } = new();

    public override string Of(TrialField field, SqlValues values)
    {
        if (!field.IsParameter)
        {
            return field.Kind switch
            {
                TrialFieldKind.Text => $"t.{field.Name} COLLATE \"C\"",
                TrialFieldKind.Real => $"nullif(t.{field.Name}, 'NaN')",
                _ => $"t.{field.Name}",
            };
        }

        var name = values.Add(field.Name);
        var (type, cast) = field.Kind switch
        {
            TrialFieldKind.Text => ("string", "text COLLATE \"C\""),
            TrialFieldKind.Whole => ("number", "numeric"),
            TrialFieldKind.Real => ("number", "double precision"),
            _ => ("boolean", "boolean"),
        };
        return $"(CASE jsonb_typeof(t.parameters -> {name}) WHEN '{type}' THEN (t.parameters ->> {name})::{cast} END)";
    }

    public override object Keep(object value) => value is DateTimeOffset time ? time.UtcDateTime : value;

    public override string Contains(string text, string part) => $"position(lower({part}) in lower({text})) > 0";
}
