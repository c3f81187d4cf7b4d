import { Link } from "@tanstack/react-router";
import { MapPinOff } from "lucide-react";
import { buttonClass } from "../ui/Button";
import { EmptyState } from "../ui/EmptyState";

export function NotFound() {
  return (
    <main>
      <EmptyState icon={MapPinOff} title="There is no such page">
        <Link to="/" search={{}} className={buttonClass("plain", "normal", "mt-3")}>
          To the start
        </Link>
      </EmptyState>
    </main>
  );
}
